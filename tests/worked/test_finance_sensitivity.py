"""敏感性分析表 by hand: spend 1000, sell 1410 and pay 200 a year later, half of it lent at 8 % [万元]."""

from dataclasses import fields, replace

import pytest

from storage_model.finance.consolidate import Part, shifted, together
from storage_model.finance.evaluate import evaluate, result_of
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.levers import indicator_under
from storage_model.finance.statements.sensitivity_analysis import Block, factors_of
from storage_model.finance.terms.project import Project
from tests.finance_base import base_project
from tests.textbook import fixed_asset, loan, problem, running, sales

PROJECT, OWNERS = "irr_project_after_tax_frac", "irr_equity_frac"


def station() -> Project:
    """Return a station whose return is its margin over the investment less one: 1210 / 1000 − 1 = 21 %."""
    return problem(
        build=1, run=1, assets=[fixed_asset(1000, life=1)], revenue=[sales(1410)], cost=[running(200, variable=True)],
        loans=(loan(0.0, 0.08, 1, "equal_principal", share_frac=0.5),), income_tax=0.0, rate=0.10,
    )  # fmt: skip


def block(terms: Project, indicator: str) -> Block:
    """Return the block of one indicator."""
    return next(one for one in evaluate(terms).sensitivity_analysis.blocks if one.indicator == indicator)


def test_project_return_by_factor() -> None:
    """+10 %: investment 1210/1100, sales 1351/1000, output 1331/1000, cost 1190/1000, less one; loans move nothing.

    Critical points at 10 %: 1100 invested, 1300 sold, 1100 margin from output, 310 of cost.
    """
    found = block(station(), PROJECT)
    assert (found.target, found.base.value) == (0.10, pytest.approx(0.21))
    printed = {
        "investment": (1210 / 1100 - 1, 0.10),
        "sales": (0.351, 1300 / 1410 - 1),
        "output": (0.331, 1100 / 1210 - 1),
        "running_cost": (0.19, 0.55),
        "variable_cost": (0.19, 0.55),
    }
    by_name = {one.factor: one for one in found.factors}
    for factor, (at_ten, critical) in printed.items():
        one = by_name[factor]
        where = one.changes_frac.index(0.10)
        assert one.at[where].value == pytest.approx(at_ten), factor
        assert one.coefficients[where].value == pytest.approx((at_ten - 0.21) / 0.21 / 0.10), factor
        assert one.critical_change_frac.value == pytest.approx(critical, abs=1e-9), factor
    for factor in ("fixed_cost", "interest_rate"):
        assert {at.value for at in by_name[factor].at} == {found.base.value}
        assert {share.value for share in by_name[factor].coefficients} == {0.0}
        assert by_name[factor].critical_change_frac.state == "unreachable"


def test_owners_return_and_the_rate_they_can_bear() -> None:
    """500 × 1.04 × 1.08 is owed of 1210: 648.40 on 500 is 29.68 %; at 2.5 times the rate 1.1 × 1.2 leaves 10 %."""
    found = block(station(), OWNERS)
    assert found.base.value == pytest.approx(0.2968)
    rates = next(one for one in found.factors if one.factor == "interest_rate")
    assert rates.critical_change_frac.value == pytest.approx(1.5, abs=1e-9)
    twenty_more = (1210 - 500 * (1 + 0.048) * (1 + 0.096)) / 500 - 1
    assert rates.at[rates.changes_frac.index(0.20)].value == pytest.approx(twenty_more)


def test_streams_are_factors_of_their_own() -> None:
    """Sales of 1300 and 110: each moves by its share; one below a hundredth of all is not shown."""
    two = replace(station(), revenue=(sales(1300), replace(sales(109), key="lease"), replace(sales(1), key="scrap")))
    names = [one.factor for one in block(two, PROJECT).factors]
    assert names[:4] == ["investment", "sales", "sales.sales", "sales.lease"]
    assert "sales.scrap" not in names
    lease = block(two, PROJECT).factors[3]
    assert lease.at[lease.changes_frac.index(0.10)].value == pytest.approx(0.21 + 0.0109)


@pytest.mark.parametrize("revenue", [0.35, 1.0, 1.4])
def test_all_at_once_is_each_by_itself(revenue: float) -> None:
    """A project of the base case's size that fails, pays and pays well: every cell is one valuation; where no change
    and an end of the range differ in meeting the target, the critical point meets it and nothing nearer does.
    """
    terms = base_project(0.9, revenue)
    for found in evaluate(terms).sensitivity_analysis.blocks:
        for one in found.factors[::3]:
            at = indicator_under(terms, factors_of([Part(terms=terms)])[one.factor], found.indicator)
            for change, cell in list(zip(one.changes_frac, one.at, strict=True))[::3]:
                alone = at(1.0 + change)
                assert (cell.state, cell.value) == (alone.state, pytest.approx(alone.value, abs=1e-9))
            target, point = Target(value=found.target), one.critical_change_frac.value
            met = target.met(at(1.0))
            if {target.met(at(0.05)), target.met(at(1.95))} != {met}:
                assert point is not None
                assert at(1.0 + point).value == pytest.approx(found.target, abs=1e-7)
                assert target.met(at(1.0 + 0.99 * point)) is met


def test_projects_together_move_together() -> None:
    """Two stations, one a year later: +10 % of investment in both is what their sum valued anew returns."""
    parts = [Part(terms=station(), after=1), Part(terms=station(), before=1)]
    dearer = [replace(part, terms=factors_of(parts)["investment"](part.terms, 1.1)) for part in parts]
    found = result_of(parts).sensitivity_analysis.blocks[0].factors[0]
    assert found.at[found.changes_frac.index(0.10)].value == pytest.approx(
        result_of(dearer).indicators[PROJECT].value, abs=1e-12
    )


def test_a_project_on_a_longer_calendar_keeps_its_books() -> None:
    """Two years of nothing before, one after: every row moves, those of the single loan too, and none is changed."""
    alone = keep_accounts(station())
    moved = shifted(alone, 2, 1)
    assert moved.construction_years == alone.construction_years + 2
    assert len(moved.loans) == 1
    for there, here in ((moved.loans[0], alone.loans[0]), (moved.owners, alone.owners), (moved.vat, alone.vat)):
        for field in fields(here):
            assert getattr(there, field.name).tolist() == [0.0, 0.0, *getattr(here, field.name), 0.0], field.name
    assert shifted(alone, 0, 0) is alone


def test_a_project_on_a_longer_calendar_keeps_its_indicators() -> None:
    """Three years before and two after on the site's calendar: only present values are those of another day.

    Payback counts from the project's own construction, means are of its own operating years: with the calendar's, a
    payback grew by 3 years and a return on investment over one year became that over three.
    """
    alone = result_of([Part(terms=station())]).indicator_summary
    moved = result_of([Part(terms=station(), before=3, after=2)]).indicator_summary
    for one, there in zip(alone.rows, moved.rows, strict=True):
        assert (there.key, there.found.state) == (one.key, one.found.state)
        if one.found.value is not None:
            later = 1.1**3 if one.key.startswith("npv_") else 1.0
            assert there.found.value == pytest.approx(one.found.value / later, rel=1e-9), one.key


def test_a_loan_drawn_while_another_is_repaid_has_no_coverage_of_its_start() -> None:
    """1210 / 1.08 over 500 + 20 = 2.1546 each alone; of two a year apart the first debt is not all that cash repays."""
    alone = evaluate(station()).indicators["llcr"].value
    at_once = result_of([Part(terms=station()), Part(terms=station())]).indicators["llcr"]
    apart = result_of([Part(terms=station(), after=1), Part(terms=station(), before=1)]).indicators["llcr"]
    assert alone == pytest.approx(1210 / 1.08 / 520)
    assert at_once.value == pytest.approx(alone)
    assert (apart.value, apart.state) == (None, "not_applicable")


def test_other_conventions_have_no_sum() -> None:
    """Year end and mid-year: no exponent is right for both."""
    mid_year = replace(station(), options=replace(station().options, first_t=0.5))
    with pytest.raises(ValueError, match="different conventions"):
        together([keep_accounts(station()), keep_accounts(mid_year)])
