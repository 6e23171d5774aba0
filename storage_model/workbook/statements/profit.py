"""营业收入、税金及附加和增值税估算表, 总成本费用估算表, 折旧与摊销估算表, 利润与利润分配表."""

from storage_model.workbook.accounts.books import AssetRows, Schedules
from storage_model.workbook.formula import Formula, added
from storage_model.workbook.statements.table import Table


def revenue_and_taxes(t: Table, s: Schedules) -> None:
    """Give sales by stream, the VAT account and taxes that are costs their formulas."""
    streams = {f"revenue_{key}": row for key, row in s.income.by_key.items()}
    t.set(**streams)
    credit = t["closing_vat_credit"]
    t.set(
        revenue_with_vat=added(t[key] for key in streams),
        revenue_ex_vat=t["revenue_with_vat"] - t["output_vat"],
        output_vat=s.income.output_vat,
        input_vat=s.running.input_vat + s.running.sustaining_input_vat,
        deductible_input_vat=s.investment.input_vat,
        opening_vat_credit=credit.before,
        vat_payable=s.vat.payable,
        vat_credit_refunded=s.vat.refunded_credit,
        closing_vat_credit=t["opening_vat_credit"]
        + t["input_vat"]
        + t["deductible_input_vat"]
        - t["output_vat"]
        + t["vat_payable"]
        - t["vat_credit_refunded"],
        taxes_and_surcharges=t["surcharges"] + t["other_taxes"],
        surcharges=s.taxes.surtax,
        other_taxes=s.taxes.other,
        vat_refunded_on_levy=s.vat.refunded_on_levy,
    )


def total_cost(t: Table, s: Schedules) -> None:
    """Give the cost by element its formulas."""
    costs = s.running.by_category
    t.set(
        materials_cost=costs["materials"],
        fuel_and_power_cost=costs["fuel_and_power"],
        staff_cost=costs["staff"],
        repair_cost=costs["repairs"],
        other_cost=costs["other"],
        operating_cost_ex_vat=t["materials_cost"]
        + t["fuel_and_power_cost"]
        + t["staff_cost"]
        + t["repair_cost"]
        + t["other_cost"],
        depreciation=s.assets.fixed.charge,
        amortisation=s.assets.intangible.charge + s.assets.other.charge,
        interest_expense=s.long_term.interest + s.working_capital.interest + s.short_term.interest,
        expensed_sustaining_investment=s.running.expensed,
        total_cost=t["operating_cost_ex_vat"]
        + t["depreciation"]
        + t["amortisation"]
        + t["interest_expense"]
        + t["expensed_sustaining_investment"],
        variable_cost=s.running.variable,
        fixed_cost=t["total_cost"] - t["variable_cost"],
    )


def write_offs(t: Table, s: Schedules) -> None:
    """Give depreciation and amortisation by class their formulas."""
    fixed, intangible, other = s.assets.fixed, s.assets.intangible, s.assets.other
    t.set(
        fixed_assets_added=fixed.additions,
        depreciation=fixed.charge,
        closing_fixed_assets=_standing(t, "closing_fixed_assets", fixed),
        depreciation_before_interest=s.assets.fixed_before_interest.charge,
        intangible_assets_added=intangible.additions,
        intangible_amortisation=intangible.charge,
        closing_intangible_assets=_standing(t, "closing_intangible_assets", intangible),
        other_assets_added=other.additions,
        other_amortisation=other.charge,
        closing_other_assets=_standing(t, "closing_other_assets", other),
    )


def _standing(t: Table, key: str, book: AssetRows) -> Formula:
    """Return the book value before recovery; what was recovered in a year before is gone."""
    return t[key].before + book.additions - book.charge - book.recovered.before


def profit_and_distribution(t: Table, s: Schedules, cost: Table, revenue: Table) -> None:
    """Give profit, the tax on it and what becomes of it their formulas."""
    left = t["closing_undistributed_profit"]
    t.set(
        revenue_ex_vat=revenue["revenue_ex_vat"],
        taxes_and_surcharges=revenue["taxes_and_surcharges"],
        total_cost=cost["total_cost"],
        other_income=s.income.subsidy + s.income.grants_released + s.vat.refunded_on_levy,
        profit_before_tax=t["revenue_ex_vat"] - t["taxes_and_surcharges"] - t["total_cost"] + t["other_income"],
        untaxed_income=s.taxes.untaxed,
        losses_made_up=s.taxes.losses_used,
        taxable_profit=s.taxes.taxable,
        income_tax=s.taxes.income,
        net_profit=t["profit_before_tax"] - t["income_tax"],
        opening_undistributed_profit=left.before,
        opening_and_net_profit=t["opening_undistributed_profit"] + t["net_profit"],
        statutory_reserve=s.owners.statutory_reserve,
        profit_for_investors=t["opening_and_net_profit"] - t["statutory_reserve"],
        discretionary_reserve=s.owners.discretionary_reserve,
        dividends=s.owners.dividends,
        closing_undistributed_profit=t["profit_for_investors"] - t["discretionary_reserve"] - t["dividends"],
        ebit=t["profit_before_tax"] + cost["interest_expense"],
        ebitda=t["ebit"] + cost["depreciation"] + cost["amortisation"],
    )
