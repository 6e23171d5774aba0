"""Every key of a project's finance reaches the numbers: another value moves the row it is about."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel, ValidationError

from storage_model.finance.evaluate import FinanceResult
from storage_model.lifetime.record import YearlyStream
from storage_model.scenario.finance_terms import ProjectTerms
from tests.finance_terms import YEARS, changed, valued
from tests.textbook import row

REFUNDED = {"tax.vat_credit": "refunded_yearly"}
# key → another value, the statement and the row it moves; what else is set for both, so that the key matters
MOVES: list[tuple[str, Any, str, str, Mapping[str, Any]]] = [
    ("construction_years", 1, "construction_interest", "interest_during_construction", {"phasing_frac": []}),
    ("phasing_frac", [0.7, 0.3], "funding_plan", "construction_investment", {}),
    ("operating_years", 6, "project_cash_flow", "revenue", {"operating_cost.upkeep.yuan_by_year": []}),
    ("first_operating_year", 2028, "project_cash_flow", "revenue", {"commissioning": None}),
    ("commissioning", "2027-10-01", "project_cash_flow", "operating_cost", {}),
    ("investment.equipment.category", "civil", "investment_estimate", "civil_works_cost", {}),
    ("investment.equipment.asset_class", "other", "write_offs", "other_assets_added", {}),
    ("investment.equipment.amount_yuan", 90e6, "project_cash_flow", "construction_investment", {}),
    ("investment.equipment.vat_frac", 0.09, "investment_estimate", "deductible_input_vat", {}),
    ("investment.equipment.life_years", 12, "total_cost", "depreciation", {}),
    ("investment.equipment.residual_frac", 0.0, "total_cost", "depreciation", {}),
    ("investment.equipment.method", "double_declining", "total_cost", "depreciation", {}),
    ("investment.equipment.recovered_at_end", False, "project_cash_flow", "recovered_fixed_assets", {}),
    ("contingency.basic_frac", 0.08, "investment_estimate", "contingency", {}),
    ("contingency.price_rise_frac_per_year", 0.0, "investment_estimate", "contingency", {}),
    ("contingency.life_years", 20, "total_cost", "depreciation", {}),
    ("contingency.residual_frac", 0.0, "total_cost", "depreciation", {}),
    ("grants.fund.amount_yuan", 4e6, "funding_plan", "capital_grants", {}),
    ("grants.fund.period", 2, "funding_plan", "capital_grants", {}),
    ("grants.fund.treatment", "reduces_base", "write_offs", "fixed_assets_added", {}),
    ("grants.fund.spread_years", 3, "profit_and_distribution", "other_income", {}),
    ("grants.fund.taxable", False, "profit_and_distribution", "untaxed_income", {}),
    ("sustaining_investment.cells.amount_yuan", 7e6, "project_cash_flow", "sustaining_investment", {}),
    ("sustaining_investment.cells.operating_years", [3, 5], "project_cash_flow", "sustaining_investment", {}),
    ("sustaining_investment.cells.vat_frac", 0.0, "revenue_and_taxes", "input_vat", {}),
    ("sustaining_investment.cells.write_off.life_years", 3, "total_cost", "depreciation", {}),
    ("sustaining_investment.cells.write_off.residual_frac", 0.3, "total_cost", "depreciation", {}),
    ("sustaining_investment.cells.write_off.method", "sum_of_years", "total_cost", "depreciation", {}),
    (
        *("sustaining_investment.cells.write_off.recovered_at_end", False),
        *("project_cash_flow", "recovered_fixed_assets", {}),
    ),
    ("decommissioning.amount_yuan", 3e6, "project_cash_flow", "decommissioning_cost", {}),
    ("decommissioning.scrap_yuan", 0.0, "project_cash_flow", "decommissioning_cost", {}),
    ("decommissioning.vat_frac", 0.0, "revenue_and_taxes", "input_vat", {}),
    ("operating_cost.upkeep.category", "repairs", "total_cost", "repair_cost", {}),
    ("operating_cost.upkeep.yuan_per_year", 0.0, "project_cash_flow", "operating_cost", {}),
    ("operating_cost.upkeep.yuan_per_kw_year", 0.0, "project_cash_flow", "operating_cost", {}),
    ("operating_cost.upkeep.share_of_investment_frac_per_year", 0.0, "project_cash_flow", "operating_cost", {}),
    ("operating_cost.upkeep.yuan_per_mwh_out", 0.0, "total_cost", "variable_cost", {}),
    ("operating_cost.upkeep.staff.count", 12.0, "total_cost", "staff_cost", {}),
    ("operating_cost.upkeep.staff.yuan_per_person_year", 1.2e5, "total_cost", "staff_cost", {}),
    ("operating_cost.upkeep.yuan_by_year", [], "project_cash_flow", "operating_cost", {}),
    ("operating_cost.upkeep.vat_frac", 0.13, "revenue_and_taxes", "input_vat", {}),
    ("operating_cost.upkeep.escalation_frac_per_year", 0.0, "project_cash_flow", "operating_cost", {}),
    ("subsidies.start.yuan_by_year", [2e6], "project_cash_flow", "subsidy_income", {}),
    ("subsidies.start.taxable", False, "profit_and_distribution", "untaxed_income", {}),
    ("working_capital.yuan", 2e6, "working_capital_estimate", "closing_lump_sum", {}),
    ("working_capital.yuan_per_kw", 30.0, "working_capital_estimate", "closing_lump_sum", {}),
    ("working_capital.turnover.receivable_days", 60.0, "working_capital_estimate", "closing_receivables", {}),
    ("working_capital.turnover.stock_days", 60.0, "working_capital_estimate", "closing_stocks", {}),
    ("working_capital.turnover.cash_days", 60.0, "working_capital_estimate", "closing_cash_on_hand", {}),
    ("working_capital.turnover.payable_days", 60.0, "working_capital_estimate", "closing_payables", {}),
    ("working_capital.own_share_frac", 1.0, "funding_plan", "equity_for_working_capital", {}),
    ("working_capital.rate_frac", 0.05, "debt_service", "working_capital_interest", {}),
    ("loans.bank.share_frac", 0.5, "funding_plan", "long_term_loan_drawn", {}),
    ("loans.bank.rate_frac", 0.04, "debt_service", "long_term_interest", {}),
    ("loans.bank.rates_by_year_frac", [0.05, 0.05, 0.05, 0.04], "debt_service", "long_term_interest", {}),
    ("loans.bank.interest_periods_per_year", 4, "debt_service", "long_term_interest", {}),
    ("loans.bank.years", 5, "debt_service", "loan_1_principal", {}),
    ("loans.bank.grace_years", 2, "debt_service", "loan_1_principal", {}),
    ("loans.bank.method", "equal_payment", "debt_service", "loan_1_principal", {}),
    ("loans.sculpted.dscr_target", 1.5, "debt_service", "loan_2_principal", {}),
    ("loans.bank.drawn", "year_start", "construction_interest", "interest_during_construction", {}),
    ("loans.bank.interest_in_construction", "paid_by_owners", "funding_plan", "equity_for_interest", {}),
    ("short_term_loan.rate_frac", 0.06, "debt_service", "short_term_interest", {}),
    ("distribution.statutory_reserve_frac", 0.2, "profit_and_distribution", "statutory_reserve", {}),
    ("distribution.reserve_cap_frac", 0.5, "profit_and_distribution", "statutory_reserve", {}),
    ("distribution.discretionary_reserve_frac", 0.0, "profit_and_distribution", "discretionary_reserve", {}),
    ("distribution.payout_frac", 0.5, "profit_and_distribution", "dividends", {}),
    ("distribution.while_in_debt", False, "profit_and_distribution", "dividends", {}),
    ("investors.state.capital_share_frac", 0.7, "investor_1_cash_flow", "investor_capital", {}),
    ("investors.state.profit_share_frac", 0.7, "investor_1_cash_flow", "investor_dividends", {}),
    ("tax.surtax_frac", 0.12, "revenue_and_taxes", "surcharges", {}),
    ("tax.other_taxes.stamp.yuan_per_year", 2e4, "revenue_and_taxes", "other_taxes", {}),
    ("tax.other_taxes.stamp.share_of_revenue_frac", 0.0, "revenue_and_taxes", "other_taxes", {}),
    ("tax.other_taxes.stamp.share_of_fixed_assets_frac", 0.0, "revenue_and_taxes", "other_taxes", {}),
    ("tax.income_tax_frac", 0.15, "profit_and_distribution", "income_tax", {}),
    ("tax.income_tax_by_year_frac", [0.25, 0.15], "profit_and_distribution", "income_tax", {}),
    ("tax.loss_carry_forward_years", 0, "profit_and_distribution", "losses_made_up", {}),
    ("tax.holiday.exempt_years", 4, "profit_and_distribution", "income_tax", {}),
    ("tax.holiday.half_years", 0, "profit_and_distribution", "income_tax", {}),
    ("tax.holiday.counted_from", "first_profit", "profit_and_distribution", "income_tax", {}),
    ("tax.vat_refund_on_levy_frac", 0.0, "revenue_and_taxes", "vat_refunded_on_levy", {}),
    ("tax.vat_refund_streams", ["heat_sales"], "revenue_and_taxes", "vat_refunded_on_levy", {}),
    ("tax.vat_refund_taxable", False, "profit_and_distribution", "untaxed_income", {}),
    ("tax.vat_credit", "refunded_at_start", "project_cash_flow", "vat_credit_refunded", {}),
    ("hurdle.project_pre_tax_frac", 0.08, "indicators", "npv_project_pre_tax_yuan", {}),
    ("hurdle.project_after_tax_frac", 0.08, "indicators", "npv_project_after_tax_yuan", {}),
    ("hurdle.equity_frac", 0.10, "indicators", "npv_equity_yuan", {}),
    ("options.first_construction_year", "undiscounted", "indicators", "npv_project_after_tax_yuan", {}),
    ("options.within_year", "mid_year", "indicators", "npv_project_after_tax_yuan", {}),
    ("options.pre_financing_values", "with_construction_interest", "project_cash_flow", "adjusted_income_tax", {}),
    ("options.vat_shown", "net", "project_cash_flow", "operating_cost", {}),
]
NAMES = {"title", "assets"}
"""say what a thing is called and what belongs to it; no number follows from them here"""


def found(result: FinanceResult, statement: str, key: str) -> Any:
    """Return a row, or an indicator that has to have a value."""
    if statement == "indicators":
        value = result.indicators[key].value
        assert value is not None
        return np.array([value])
    return row(result, statement, key)


@cache
def as_written(besides: tuple[tuple[str, Any], ...]) -> FinanceResult:
    """Return the project as it is written, but for what a key needs to matter."""
    return valued({key: list(value) if isinstance(value, tuple) else value for key, value in besides})


@pytest.mark.parametrize(("key", "value", "statement", "moved", "besides"), MOVES, ids=[move[0] for move in MOVES])
def test_the_key_moves_its_row(key: str, value: Any, statement: str, moved: str, besides: Mapping[str, Any]) -> None:
    """By more than a yuan in some year: a key that is read and forgotten moves nothing."""
    before = as_written(tuple((k, tuple(v) if isinstance(v, list) else v) for k, v in besides.items()))
    once, again = found(before, statement, moved), found(valued({**besides, key: value}), statement, moved)
    assert once.shape != again.shape or np.abs(once - again).max() > 1.0


def leaves(record: BaseModel, above: str = "") -> Iterator[str]:
    """Yield every key of a record and of those below it, names of things in a mapping as they are."""
    for name in type(record).model_fields:
        yield from _below(getattr(record, name), f"{above}{name}")


def _below(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from leaves(value, f"{path}.")
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _below(one, f"{path}.{name}")
    else:
        yield path


def _kind(path: str) -> str:
    """Return a key with the names of things taken out: `loans.bank.years` and `loans.state.years` are one kind."""
    parts = path.split(".")
    kinds = {"investment", "grants", "sustaining_investment", "operating_cost", "subsidies", "loans", "investors"}
    if parts[0] in kinds:
        parts[1] = "*"
    if parts[:2] == ["tax", "other_taxes"]:
        parts[2] = "*"
    return ".".join(parts)


def test_no_key_is_left_out() -> None:
    """Each key of every record of a project's finance, optional parts written down, stands in the list above."""
    written = changed({})
    kinds = {_kind(path) for path in leaves(written) if not NAMES & set(path.split("."))}
    assert kinds == {_kind(move[0]) for move in MOVES}
    assert all(getattr(written, name) is not None for name in ProjectTerms.model_fields)


def test_vat_is_refunded_on_the_revenue_named_alone() -> None:
    """Power of 22.6 million with 13 % inside holds 2.6 of VAT, credits of 10.6 with 6 % hold 0.6: power has 13/16.

    Half of the VAT paid on it comes back, 0.40625 of all that is paid; nobody refunds credits. Unnamed it is a half.
    """
    years = np.ones(YEARS)
    streams = (
        YearlyStream(key="tariff_sales", asset="station", side="revenue", yuan=22.6e6 * years, vat_frac=0.13),
        YearlyStream(key="carbon_credits", asset="station", side="revenue", yuan=10.6e6 * years, vat_frac=0.06),
    )
    for named, share in ((["energy_sales", "tariff_sales"], 0.40625), (None, 0.5), (["heat_sales"], 0.0)):
        result = valued({"tax.vat_refund_streams": named}, streams)
        paid, back = (row(result, "revenue_and_taxes", key) for key in ("vat_payable", "vat_refunded_on_levy"))
        assert paid.max() > 1e6
        assert back == pytest.approx(share * paid, abs=1e-6)
    with pytest.raises(ValidationError, match="at least 1 item"):
        valued({"tax.vat_refund_streams": []}, streams)


def test_what_is_charged_whatever_the_energy_is_a_fixed_cost() -> None:
    """Of 100 for energy, 60 of demand charge and 40 of penalties a year only the 100 moves with output.

    Penalties are other cost; counted as energy bought, fuel and power would be 200 and all of it variable.
    """

    def costs(*charged: tuple[str, float]) -> Mapping[str, float]:
        streams = tuple(
            YearlyStream(key=key, asset="station", side="cost", yuan=np.full(YEARS, -yuan), vat_frac=0.0)
            for key, yuan in charged
        )
        rows = ("fuel_and_power_cost", "other_cost", "variable_cost", "fixed_cost")
        return {key: float(row(valued({}, streams), "total_cost", key)[-1]) for key in rows}

    energy, all_of_it = ("charging_energy", 100.0), (("demand_charge", 60.0), ("conduct_penalties", 40.0))
    without, found = costs(energy), costs(energy, *all_of_it)
    assert found["fuel_and_power_cost"] == pytest.approx(160.0)
    assert found["variable_cost"] == pytest.approx(without["variable_cost"])
    assert found["other_cost"] - without["other_cost"] == pytest.approx(40.0)
    assert found["fixed_cost"] - without["fixed_cost"] > 99.0  # and what a poorer project borrows
