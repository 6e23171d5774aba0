"""Laws of bookkeeping that hold for any project."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.consolidate import shifted, together
from storage_model.finance.evaluate import evaluate
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.measures import measures
from storage_model.finance.residuals import residuals
from storage_model.finance.schedules.income_tax import TaxPath
from storage_model.finance.statements.all import statements
from storage_model.finance.terms.project import Options, Project
from storage_model.finance.terms.tax import IncomeTax
from tests.finance_projects import projects
from tests.textbook import row

# A yuan in a million million: rounding leaves a thousandth of that.
TOLERANCE = 1e-12


@given(projects())
@settings(max_examples=120, deadline=None)
def test_every_law_holds_for_every_project(terms: Project) -> None:
    """Balance sheet, cash, funding, loans, write-offs, VAT credit, equity flow, present value at the rate of return.

    A posting left out of one statement only shows here with about its share of the investment.
    """
    found = laws_of(keep_accounts(terms))
    assert {key: float(value) for key, value in found.items() if not value <= TOLERANCE} == {}


@given(projects())
@settings(max_examples=40, deadline=None)
def test_what_never_is_negative(terms: Project) -> None:
    """Cash, debt, tax, reserves, dividends and book values stay at or above zero; a clamp left out breaks one."""
    accounts = keep_accounts(terms)
    dust = 1e-6
    for values in (
        np.cumsum(accounts.cash_kept), accounts.long_term.closing, accounts.short_term.closing, accounts.taxes.income,
        accounts.taxes.adjusted, accounts.owners.statutory_reserve, accounts.owners.dividends, accounts.owners.top_up,
        accounts.assets.fixed.closing, accounts.assets.intangible.closing, accounts.income.deferred,
    ):  # fmt: skip
        assert values.min() >= -dust


@given(projects())
@settings(max_examples=40, deadline=None)
def test_what_is_left_at_the_end_is_cash_and_unused_credit(terms: Project) -> None:
    """In the last year assets are recovered and loans repaid: equity is cash and the VAT credit nobody refunds."""
    result = evaluate(terms)
    assets, cash, credit = (row(result, "balance_sheet", key)[-1] for key in ("total_assets", "cash", "vat_credit"))
    equity = row(result, "balance_sheet", "total_equity")[-1]
    assert assets == pytest.approx(cash + credit, abs=1e-5)
    assert equity == pytest.approx(assets, abs=1e-5)


@given(projects())
@settings(max_examples=40, deadline=None)
def test_vat_in_lines_or_net_is_the_same_money(terms: Project) -> None:
    """The option moves rows, never a yuan of the net flows."""
    flows = [
        [row(evaluate(replace(terms, options=Options(vat_shown=shown))), statement, "net_cash_flow_after_tax")
         for statement in ("project_cash_flow", "equity_cash_flow")]
        for shown in ("in_lines", "net")
    ]  # type: ignore[arg-type]  # fmt: skip
    for one, other in zip(*flows, strict=True):
        assert one == pytest.approx(other, abs=1e-5)


@given(projects())
@settings(max_examples=20, deadline=None)
def test_no_indicator_depends_on_how_vat_is_shown(terms: Project) -> None:
    """Every one has the same value and state in both; benefit over cost would not, were VAT left out of both flows."""
    shown, net = (
        evaluate(replace(terms, options=replace(terms.options, vat_shown=one))).indicators
        for one in ("in_lines", "net")
    )  # type: ignore[arg-type]
    assert {key: one.state for key, one in shown.items()} == {key: one.state for key, one in net.items()}
    for key, one in shown.items():
        if one.value is not None:
            assert net[key].value == pytest.approx(one.value, rel=1e-6, abs=1e-6), key


@given(projects())
@settings(max_examples=30, deadline=None)
def test_order_of_loans_and_rows_does_not_matter(terms: Project) -> None:
    """Turning round the loans, rows and costs changes no statement line beyond the rows of single loans."""
    turned = replace(
        terms, loans=terms.loans[::-1], investment=terms.investment[::-1], costs=terms.costs[::-1],
        revenue=terms.revenue[::-1],
    )  # fmt: skip
    for one, other in zip(statements(keep_accounts(terms)), statements(keep_accounts(turned)), strict=True):
        by_key = {line.key: line.values for line in other.rows}
        for line in one.rows:
            if "loan_1" not in line.key and "loan_2" not in line.key:
                scale = float(np.nanmax(np.abs(line.values), initial=1.0))
                assert line.values / scale == pytest.approx(by_key[line.key] / scale, abs=1e-9, nan_ok=True)


@given(projects(), projects())
@settings(max_examples=30, deadline=None)
def test_projects_added_up_keep_every_law(one: Project, other: Project) -> None:
    """On one calendar, whatever their spans, the sum of two projects balances and reconciles like each of them."""
    accounts = [keep_accounts(one), keep_accounts(replace(other, options=one.options))]
    longest = max(a.cash_kept.shape[-1] for a in accounts) + 1
    placed = [shifted(a, 1, longest - 1 - a.cash_kept.shape[-1]) for a in accounts]
    whole = together(placed)
    found = laws_of(whole)
    assert {key: float(value) for key, value in found.items() if not value <= TOLERANCE} == {}
    assert whole.income.with_vat.sum() == pytest.approx(sum(_revenue(a) for a in accounts), rel=1e-12)


def laws_of(accounts: Accounts) -> Mapping[str, FloatArray]:
    """Return how far accounts are from each law."""
    return residuals(accounts, measures(accounts))


def _revenue(accounts: Accounts) -> float:
    return float(accounts.income.with_vat.sum())


@given(projects())
@settings(max_examples=30, deadline=None)
def test_losses_are_used_once_and_oldest_first(terms: Project) -> None:
    """The path's short cut equals a ledger that keeps every loss by year, strikes it off, and drops it when too old."""
    profits = keep_accounts(terms).income.revenue[terms.timeline.construction_years :] - 1e8
    path, losses = TaxPath(terms=IncomeTax(rate_frac=0.25, loss_years=3)), dict[int, float]()
    for year, profit in enumerate(profits):
        found = path.next_year(np.asarray(profit))
        left = max(profit, 0.0)
        for born in sorted(losses):
            used = min(losses[born], left) if year - born <= 3 else 0.0
            losses[born] -= used
            left -= used
        losses[year] = max(-profit, 0.0)
        assert float(found.taxable) == pytest.approx(left, abs=1e-6)
