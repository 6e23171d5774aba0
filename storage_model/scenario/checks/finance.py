"""What fits no single key of a project's finance: shares that leave a rest, years that never come, lists too long."""

from collections.abc import Iterator, Sequence

from storage_model.problems import Problem
from storage_model.scenario.checks.finding import error
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.parts import Parts
from storage_model.scenario.reading.tree import KeyPath

ROUNDING = 1e-9


def finance(parts: Parts) -> Iterator[Problem]:
    """Yield every problem between the keys of each project."""
    for key, terms in parts.projects.items():
        for check in (_phasing, _loans, _investors, _grants, _value, _years, _lists):
            yield from check(("projects", key), terms)
    yield from _conventions(parts)


def _conventions(parts: Parts) -> Iterator[Problem]:
    """Projects that are added up are counted by the same conventions, or their sum has none."""
    names = list(parts.projects)
    for name in names[1:]:
        theirs, first = parts.projects[name].options.model_dump(), parts.projects[names[0]].options.model_dump()
        for key, written in theirs.items():
            if written != first[key]:
                expected, fix = f"{first[key]} as in {names[0]}", "write the same in every project of the site"
                yield error("E317", ("projects", name, "options", key), str(written), expected, fix)


def _phasing(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    phases = terms.phasing_frac
    if not phases:
        return
    if len(phases) != terms.construction_years:
        got, expected = f"{len(phases)} shares", f"one for each of {terms.construction_years} construction years"
        yield error("E131", (*at, "phasing_frac"), got, expected, "give one share for each construction year")
    elif abs(sum(phases) - 1) > ROUNDING:
        fix = "change the shares so that they add up to 1"
        yield error("E131", (*at, "phasing_frac"), f"shares that add up to {sum(phases):g}", "1", fix)


def _loans(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    for name, loan in terms.loans.items():
        yield from free_years((*at, "loans", name, "grace_years"), loan.grace_years, loan.years)
        if 12 % loan.interest_periods_per_year:
            path = (*at, "loans", name, "interest_periods_per_year")
            fix = "write 1, 2, 3, 4, 6 or 12"
            yield error("E133", path, str(loan.interest_periods_per_year), "whole months in each period", fix)


def free_years(path: KeyPath, grace_years: int, years: int) -> Iterator[Problem]:
    """Yield a loan of which no year pays principal."""
    if grace_years >= years:
        got, fix = f"{grace_years} free years in {years}", f"write {years - 1} or less, or lengthen `years`"
        yield error("E132", path, got, "at least one year with principal", fix)


def _investors(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    for share in ("capital_share_frac", "profit_share_frac"):
        whole = sum(getattr(owner, share) for owner in terms.investors.values())
        if terms.investors and abs(whole - 1) > ROUNDING:
            fix = f"change `{share}` of the owners so that they add up to 1"
            yield error("E134", (*at, "investors"), f"`{share}` adding up to {whole:g}", "1", fix)


def _grants(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    for name, grant in terms.grants.items():
        yield from grant_in_time((*at, "grants", name, "period"), grant.period, grant.treatment, terms)
    early = sum(grant.amount_yuan for grant in terms.grants.values() if grant.period <= terms.construction_years)
    if early > terms.investment_yuan * (1 + ROUNDING):
        got, expected = f"{early:g} yuan of grants", f"at most the investment of {terms.investment_yuan:g} yuan"
        yield error("E136", (*at, "grants"), got, expected, "check the unit of amount_yuan, or grant less")
    else:
        granted = [(grant.period, grant.amount_yuan) for grant in terms.grants.values()]
        yield from grants_before_spending(at, terms, granted)


def grants_before_spending(at: KeyPath, terms: ProjectTerms, granted: Sequence[tuple[int, float]]) -> Iterator[Problem]:
    """Yield a year of construction by which grants and loans bring more than has been spent.

    Owners would take out capital they never put in. `granted` are the years of receipt and amounts.
    """
    left = 0.0
    by_year = zip(terms.phases_frac, terms.contingency_yuan, strict=False)  # too many phases are told by themselves
    for year, (share, contingency_yuan) in enumerate(by_year, 1):
        spent = terms.rows_yuan * share + contingency_yuan
        granted_yuan = sum(yuan for period, yuan in granted if period == year)
        left += spent - granted_yuan - terms.loan_share_frac * max(spent - granted_yuan, 0.0)
        if left < -ROUNDING * terms.investment_yuan:
            got = f"grants of {granted_yuan:g} yuan in construction year {year}, which spends {spent:g} yuan"
            fix = "receive them later, spread them, or write `treatment: deferred` with a `period` of operation"
            expected = f"grants and loans up to what has been spent; here {-left:g} yuan would go to the owners"
            yield error("E136", (*at, "grants"), got, expected, fix)
            return


def grant_in_time(path: KeyPath, period: int, treatment: str, terms: ProjectTerms) -> Iterator[Problem]:
    """Yield a grant that comes after the project has ended, or too late to lower the value of what is built."""
    if period > terms.periods:
        got, expected = f"year {period} of {terms.periods}", f"years from 1 to {terms.periods}"
        yield error("E138", path, got, expected, "write a year the project lives in")
    elif treatment == "reduces_base" and period > terms.construction_years:
        got = f"year {period}, after {terms.construction_years} of construction"
        fix = "receive it while the plant is built, or write `treatment: deferred`"
        yield error("E135", path, got, "a year of construction, for assets in use keep their value", fix)


def _value(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    """Interest during construction and grants that lower values need a fixed asset to stand in."""
    lowers = any(grant.treatment == "reduces_base" for grant in terms.grants.values())
    if (terms.loans or lowers) and not has_fixed_asset(terms):
        yield nothing_fixed((*at, "investment"))


def has_fixed_asset(terms: ProjectTerms) -> bool:
    """Whether anything that is built stands as a fixed asset."""
    rows = terms.investment.values()
    return any(item.asset_class == "fixed" and item.amount_yuan > 0 for item in rows) or max(terms.contingency_yuan) > 0


def nothing_fixed(path: KeyPath) -> Problem:
    """Return the problem of interest or grants that find no value to change."""
    expected, fix = "one whose value interest and grants change", "write `asset_class: fixed` for what is built"
    return error("E137", path, "no fixed asset", expected, fix)


def _years(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    """Money in a year that never comes."""
    for name, item in terms.sustaining_investment.items():
        path = (*at, "sustaining_investment", name, "operating_years")
        yield from late_years(path, item.operating_years, terms.operating_years)


def late_years(path: KeyPath, years: Sequence[int], last: int) -> Iterator[Problem]:
    """Yield the years after the last, which would be left out without a word."""
    late = [year for year in years if year > last]
    if late:
        got, expected = f"operating year {', '.join(map(str, late))} of {last}", f"years from 1 to {last}"
        yield error("E138", path, got, expected, "remove it, or lengthen `operating_years`")


def _lists(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    """Values by year beyond the years there are."""
    lists: list[tuple[KeyPath, Sequence[float], int]] = [
        (("tax", "income_tax_by_year_frac"), terms.tax.income_tax_by_year_frac, terms.operating_years)
    ]
    lists += [
        (("loans", name, "rates_by_year_frac"), loan.rates_by_year_frac, terms.periods)
        for name, loan in terms.loans.items()
    ]
    lists += [
        ((of, name, "yuan_by_year"), item.yuan_by_year, terms.operating_years)
        for of, items in (("operating_cost", terms.operating_cost), ("subsidies", terms.subsidies))
        for name, item in items.items()
    ]
    for path, values, years in lists:
        if len(values) > years:
            fix = f"keep the first {years}"
            yield error("E139", (*at, *path), f"{len(values)} values", f"at most {years}, one a year", fix)
