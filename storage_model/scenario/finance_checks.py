"""What fits no single key of a project's finance: shares that leave a rest, years that never come, lists too long."""

from collections.abc import Iterator, Sequence

from storage_model.problems import Problem
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.finding import error
from storage_model.scenario.parts import Parts
from storage_model.scenario.tree import KeyPath

_ROUNDING = 1e-9


def finance(parts: Parts) -> Iterator[Problem]:
    """Yield every problem between the keys of each project."""
    for key, terms in parts.projects.items():
        for check in (_phasing, _loans, _investors, _grants, _value, _years, _lists):
            yield from check(("projects", key), terms)


def _phasing(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    phases = terms.phasing_frac
    if not phases:
        return
    if len(phases) != terms.construction_years:
        got, expected = f"{len(phases)} shares", f"one for each of {terms.construction_years} construction years"
        yield error("E131", (*at, "phasing_frac"), got, expected, "give one share for each construction year")
    elif abs(sum(phases) - 1) > _ROUNDING:
        fix = "change the shares so that they add up to 1"
        yield error("E131", (*at, "phasing_frac"), f"shares that add up to {sum(phases):g}", "1", fix)


def _loans(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    for name, loan in terms.loans.items():
        if loan.grace_years >= loan.years:
            got = f"{loan.grace_years} free years in {loan.years} of repayment"
            fix = f"write {loan.years - 1} or less, or lengthen `years`"
            yield error("E132", (*at, "loans", name, "grace_years"), got, "at least one year with principal", fix)
        if 12 % loan.interest_periods_per_year:
            path = (*at, "loans", name, "interest_periods_per_year")
            fix = "write 1, 2, 3, 4, 6 or 12"
            yield error("E133", path, str(loan.interest_periods_per_year), "whole months in each period", fix)


def _investors(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    for share in ("capital_share_frac", "profit_share_frac"):
        whole = sum(getattr(owner, share) for owner in terms.investors.values())
        if terms.investors and abs(whole - 1) > _ROUNDING:
            fix = f"change `{share}` of the owners so that they add up to 1"
            yield error("E134", (*at, "investors"), f"`{share}` adding up to {whole:g}", "1", fix)


def _grants(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    for name, grant in terms.grants.items():
        if grant.treatment == "reduces_base" and terms.construction_years < grant.period <= _periods(terms):
            got = f"year {grant.period}, after {terms.construction_years} of construction"
            fix = "receive it while the plant is built, or write `treatment: deferred`"
            path = (*at, "grants", name, "period")
            yield error("E135", path, got, "a year of construction, for assets in use keep their value", fix)
    early = sum(grant.amount_yuan for grant in terms.grants.values() if grant.period <= terms.construction_years)
    if early > terms.investment_yuan * (1 + _ROUNDING):
        got, expected = f"{early:g} yuan of grants", f"at most the investment of {terms.investment_yuan:g} yuan"
        yield error("E136", (*at, "grants"), got, expected, "check the unit of amount_yuan, or grant less")


def _value(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    """Interest during construction and grants that lower values need a fixed asset to stand in."""
    rows = terms.investment.values()
    fixed = (
        any(item.asset_class == "fixed" and item.amount_yuan > 0 for item in rows) or max(terms.contingency_yuan) > 0
    )
    lowers = any(grant.treatment == "reduces_base" for grant in terms.grants.values())
    if not fixed and (terms.loans or lowers):
        got, expected = "no fixed asset", "one whose value interest and grants change"
        yield error("E137", (*at, "investment"), got, expected, "write `asset_class: fixed` for what is built")


def _years(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    """Money in a year that never comes would be left out without a word."""
    last = terms.operating_years
    for name, item in terms.sustaining_investment.items():
        late = [year for year in item.operating_years if year > last]
        if late:
            got, path = f"operating year {late[0]} of {last}", (*at, "sustaining_investment", name, "operating_years")
            yield error("E138", path, got, f"years from 1 to {last}", "remove it, or lengthen `operating_years`")
    for name, grant in terms.grants.items():
        if grant.period > _periods(terms):
            got, expected = f"year {grant.period} of {_periods(terms)}", f"years from 1 to {_periods(terms)}"
            yield error("E138", (*at, "grants", name, "period"), got, expected, "write a year the project lives in")


def _lists(at: KeyPath, terms: ProjectTerms) -> Iterator[Problem]:
    """Values by year beyond the years there are."""
    lists: list[tuple[KeyPath, Sequence[float], int]] = [
        (("tax", "income_tax_by_year_frac"), terms.tax.income_tax_by_year_frac, terms.operating_years)
    ]
    lists += [
        (("loans", name, "rates_by_year_frac"), loan.rates_by_year_frac, _periods(terms))
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


def _periods(terms: ProjectTerms) -> int:
    return terms.construction_years + terms.operating_years
