"""Laws that indicators of whole projects obey, over made-up projects with loans, taxes, credits and replacement."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.finance.indicators.rates import npv
from storage_model.finance.terms.financing import Loan
from storage_model.finance.terms.investment import SustainingLine, WriteOff
from storage_model.finance.terms.project import Project
from tests.textbook import fixed_asset, loan, problem, row, running, sales

FLOWS = {
    "irr_project_pre_tax_frac": ("project_cash_flow", "net_cash_flow_pre_tax"),
    "irr_project_after_tax_frac": ("project_cash_flow", "net_cash_flow_after_tax"),
    "irr_equity_frac": ("equity_cash_flow", "net_cash_flow_after_tax"),
}
FEW = settings(max_examples=25)  # each is one or two whole valuations
METHODS = ("equal_principal", "equal_payment", "bullet")


@st.composite
def projects(draw: Any, lenders: int = 3) -> Project:
    """One to three years of construction, three to twelve of operation, up to three loans of at most 90 % together."""
    build, run = draw(st.integers(1, 3)), draw(st.integers(3, 12))
    spent = draw(st.lists(st.floats(10, 1000), min_size=build, max_size=build))
    price = sum(spent) * draw(st.floats(0.05, 0.9))
    return problem(
        build=build,
        run=run,
        assets=[fixed_asset(spent, vat=np.array(spent) * 0.08, life=draw(st.integers(3, 15)), residual=0.05)],
        revenue=[sales(np.full(run, price), np.full(run, price) * 0.1)],
        cost=[running(price * draw(st.floats(0.0, 0.8)))],
        working_capital=draw(st.floats(0, 50)),
        surtax=0.12,
        loans=tuple(_loan(draw, spent) for _ in range(draw(st.integers(0, lenders)))),
        sustaining=(_replacement(draw, run, sum(spent)),),
        short_term_rate_frac=draw(st.sampled_from([None, 0.045])),
    )


def _loan(draw: Any, spent: Sequence[float]) -> Loan:
    return loan(
        np.array(spent) * draw(st.floats(0.05, 0.30)),
        draw(st.floats(0.0, 0.12)),
        draw(st.integers(1, 15)),
        draw(st.sampled_from(METHODS)),
        grace_years=draw(st.integers(0, 2)),
    )


def _replacement(draw: Any, run: int, invested: float) -> SustainingLine:
    yuan = np.zeros(run)
    yuan[draw(st.integers(0, run - 1))] = invested * draw(st.floats(0, 0.5))
    return SustainingLine(yuan=yuan, vat_frac=0.13, write_off=WriteOff(asset_class="fixed", life_years=8))


def numbers(result: FinanceResult) -> dict[str, tuple[str, float | None]]:
    """Return state and value of every indicator."""
    return {key: (found.state, found.value) for key, found in result.indicators.items()}


def assert_same(found: FinanceResult, expected: FinanceResult) -> None:
    """Same states and, to rounding, the same values."""
    for key, (state, number) in numbers(expected).items():
        assert found.indicators[key].state == state, key
        if number is not None:
            assert found.indicators[key].value == pytest.approx(number, rel=1e-7, abs=1e-7), key


@FEW
@given(projects())
def test_present_value_at_every_listed_root_is_zero(terms: Project) -> None:
    """For the project before and after tax and for its owners."""
    result = evaluate(terms)
    for key, (statement, line) in FLOWS.items():
        flows = row(result, statement, line)
        for root in result.indicators[key].roots:
            assert abs(npv(flows, root)) <= 1e-9 * npv(np.abs(flows), root), key


@FEW
@given(projects())
def test_order_of_loans_does_not_matter(terms: Project) -> None:
    """Lenders read from last to first change nothing."""
    assert_same(evaluate(replace(terms, loans=terms.loans[::-1])), evaluate(terms))


@FEW
@given(projects(), st.sampled_from([0.5, 2.0, 8.0]))
def test_doubling_every_amount_doubles_money_and_leaves_the_rest(terms: Project, factor: float) -> None:
    """Rates, ratios and times stay; amounts in yuan double."""
    once, again = evaluate(terms), evaluate(_times(terms, factor))
    for key, found in once.indicators.items():
        assert again.indicators[key].state == found.state, key
        if found.value is not None:
            money = factor if key.endswith("_yuan") else 1.0
            assert again.indicators[key].value == pytest.approx(money * found.value, rel=1e-7, abs=1e-7), key


def _times(terms: Project, factor: float) -> Project:
    """Return the project with every amount of money multiplied."""

    def larger(items: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(replace(item, yuan=np.asarray(item.yuan) * factor) for item in items)

    return replace(
        terms,
        investment=larger(terms.investment),
        revenue=larger(terms.revenue),
        costs=larger(terms.costs),
        loans=larger(terms.loans),
        sustaining=larger(terms.sustaining),
        working_capital=replace(terms.working_capital, yuan=np.asarray(terms.working_capital.yuan) * factor),
    )


@FEW
@given(projects(lenders=0))
def test_without_debt_owners_and_project_are_one(terms: Project) -> None:
    """No loan: the owners' flow is the project's after tax; ratios to debt have no value."""
    result = evaluate(replace(terms, short_term_rate_frac=None))
    assert row(result, *FLOWS["irr_equity_frac"]) == pytest.approx(
        row(result, *FLOWS["irr_project_after_tax_frac"]), abs=1e-7
    )
    for key in ("dscr_min", "icr_min", "llcr", "loan_repayment_years"):
        assert result.indicators[key].state == "no_debt", key


@FEW
@given(projects())
def test_worth_it_exactly_when_the_return_exceeds_the_hurdle(terms: Project) -> None:
    """FNPV > 0 ⇔ FIRR > ic wherever there is a return: the two never tell a committee different things."""
    result = evaluate(terms)
    rate, worth = result.indicators["irr_project_after_tax_frac"], result.indicators["npv_project_after_tax_yuan"]
    if rate.value is not None and worth.value is not None and abs(rate.value - 0.10) > 1e-6:
        assert (worth.value > 0) == (rate.value > 0.10)
