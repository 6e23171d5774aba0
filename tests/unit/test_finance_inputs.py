"""Finance keys that are right by themselves and wrong together are refused, with the place and what to write."""

from pathlib import Path

import pytest

from storage_model.problems import InputError, Problem
from storage_model.scenario.load import load_scenario
from tests.bad_inputs.site import case_of, make_site

STATION = "projects.station"
GRANT = "{title: {zh: 补, en: grant}, amount_yuan: 1.0e+7, period: 1, treatment: reduces_base}"
OWNER = "{title: {zh: 方, en: owner}, capital_share_frac: 0.6, profit_share_frac: 0.5}"
CELLS = "{title: {zh: 电芯, en: cells}, amount_yuan: 1.0e+7, vat_frac: 0.13, operating_years: [8, 16]}"
# changes (a delta from line 5) → code, the key, a piece of what came, a piece of the fix
SLIPS = [
    ("phasing_frac: [0.5, 0.5]", "E131", "phasing_frac", "2 shares", "one share for each"),
    ("phasing_frac: [0.8]", "E131", "phasing_frac", "add up to 0.8", "add up to 1"),
    ("loans.bank.grace_years: 12", "E132", "loans.bank.grace_years", "12 free years in 12", "write 11 or less"),
    (
        *("loans.bank.interest_periods_per_year: 5", "E133", "loans.bank.interest_periods_per_year"),
        *("5", "write 1, 2, 3, 4, 6 or 12"),
    ),
    (f"investors: {{one: {OWNER}}}", "E134", "investors", "`capital_share_frac` adding up to 0.6", "add up to 1"),
    (
        *(f"grants: {{late: {GRANT.replace('period: 1', 'period: 2')}}}", "E135", "grants.late.period"),
        *("year 2, after 1 of construction", "treatment: deferred"),
    ),
    (f"grants: {{vast: {GRANT.replace('1.0e+7', '9.0e+8')}}}", "E136", "grants", "9e+08 yuan of grants", "unit"),
    (
        *(f"grants: {{never: {GRANT.replace('period: 1', 'period: 17')}}}", "E138", "grants.never.period"),
        *("year 17 of 16", "lives in"),
    ),
    (
        *(f"sustaining_investment: {{cells: {CELLS}}}", "E138", "sustaining_investment.cells.operating_years"),
        *("operating year 16 of 15", "remove it"),
    ),
    (
        *("tax.income_tax_by_year_frac: [" + ", ".join(["0.25"] * 16) + "]", "E139", "tax.income_tax_by_year_frac"),
        *("16 values", "keep the first 15"),
    ),
]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Load a case that has to fail; return everything that is wrong with it."""
    with pytest.raises(InputError) as caught:
        load_scenario(path, {})
    return caught.value.problems


@pytest.mark.parametrize("slip", SLIPS, ids=[slip[0][:40] for slip in SLIPS])
def test_a_slip_is_told(cases: Path, slip: tuple[str, str, str, str, str]) -> None:
    """Each of them would otherwise leave money out, count it twice, or stop in the middle of the accounts."""
    change, code, key, got, fix = slip
    path = case_of(cases, f"deltas:\n  slip:\n    {STATION}.{change}\n")
    found = [problem for problem in problems_of(path) if problem.code == code]
    assert [problem.key for problem in found] == [f"{STATION}.{key}"] * len(found)
    assert got in found[0].got
    assert fix in found[0].fix
    assert found[0].place


def test_a_grant_before_as_much_is_spent(cases: Path) -> None:
    """100 million in a first year that spends 80: owners would take out 20 they never put in."""
    change = (
        f"    {STATION}.construction_years: 2\n    {STATION}.phasing_frac: [0.1, 0.9]\n"
        f"    {STATION}.grants: {{early: {GRANT.replace('1.0e+7', '1.0e+8')}}}\n"
    )
    (problem,) = problems_of(case_of(cases, f"deltas:\n  slip:\n{change}"))
    assert (problem.code, problem.key) == ("E136", f"{STATION}.grants")
    assert "1e+08 yuan in construction year 1, which spends 8e+07 yuan" in problem.got
    assert "2e+07 yuan would go to the owners" in problem.expected


def test_no_fixed_asset_for_the_interest(cases: Path) -> None:
    """All rows intangible: the interest of the loan has nothing to stand in."""
    rows = "".join(
        f"    {STATION}.investment.{row}.asset_class: intangible\n" for row in ("equipment", "civil", "other")
    )
    found = problems_of(case_of(cases, f"deltas:\n  slip:\n{rows}"))
    assert [(problem.code, problem.got) for problem in found] == [("E137", "no fixed asset")]


def test_every_slip_is_told_at_once(cases: Path) -> None:
    """Three slips in three keys: three problems."""
    slips = "".join(f"    {STATION}.{SLIPS[number][0]}\n" for number in (1, 2, 9))
    codes = [problem.code for problem in problems_of(case_of(cases, f"deltas:\n  slips:\n{slips}"))]
    assert sorted(codes) == ["E131", "E132", "E139"]


def test_projects_of_one_site_are_counted_alike(cases: Path) -> None:
    """Mid-year for the gas alone: its first flow would weigh half a year more than the station's in their sum."""
    slip = "deltas:\n  slip:\n    projects.gas.options: {within_year: mid_year}\n"
    found = problems_of(case_of(cases, slip))
    assert [(problem.code, problem.key, problem.got) for problem in found] == [
        ("E317", "projects.gas.options.within_year", "mid_year")
    ]
