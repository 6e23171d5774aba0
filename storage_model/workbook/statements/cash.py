"""项目投资现金流量表, 项目资本金现金流量表, 投资各方现金流量表, 财务计划现金流量表."""

from storage_model.workbook.accounts.books import Schedules
from storage_model.workbook.formula import ZERO, Formula, added
from storage_model.workbook.statements.table import Table
from storage_model.workbook.terms.records import InvestorCells, OptionCells


def _lines(s: Schedules, options: OptionCells) -> dict[str, Formula]:
    """Return the rows that several cash-flow statements show, VAT inside the lines or net of it."""
    cost: Formula = added(s.running.by_category.values())
    if options.vat_in_lines:
        vat = {
            "revenue": s.income.with_vat + ZERO,
            "operating_cost": cost + s.running.input_vat,
            "vat_payable": s.vat.payable + ZERO,
        }
    else:
        vat = {
            "revenue": s.income.with_vat - s.income.output_vat,
            "operating_cost": cost,
            "input_vat_recovered": s.income.output_vat - s.running.input_vat - s.vat.payable,
        }
    return {
        **vat,
        "subsidy_income": s.income.subsidy + s.income.grants_in_operation + s.vat.refunded_on_levy,
        "vat_credit_refunded": s.vat.refunded_credit,
        "recovered_fixed_assets": s.assets.fixed.recovered,
        "recovered_other_assets": s.assets.intangible.recovered + s.assets.other.recovered,
        "recovered_working_capital": s.working_capital.recovered,
        "taxes_and_surcharges": s.taxes.surtax + s.taxes.other,
        "sustaining_investment": s.running.sustaining_with_vat,
        "decommissioning_cost": s.running.decommissioning_with_vat,
    }


def _of(t: Table, *keys: str) -> Formula:
    """Return the sum of the rows a statement shows."""
    return added(t[key] for key in keys if key in t.rows)


def project_cash_flow(t: Table, s: Schedules, options: OptionCells) -> None:
    """Give the project's cash flow its formulas."""
    fixed = s.assets.fixed_before_interest if options.without_construction_interest else s.assets.fixed
    inflow = ("revenue", "subsidy_income", "capital_grants", "vat_credit_refunded", "input_vat_recovered")
    recovered = ("recovered_fixed_assets", "recovered_other_assets", "recovered_working_capital")
    outflow = ("construction_investment", "working_capital_increase", "operating_cost", "vat_payable")
    later = ("taxes_and_surcharges", "sustaining_investment", "decommissioning_cost")
    t.set(**_lines(s, options))
    t.set(
        cash_inflow=_of(t, *inflow, *recovered),
        capital_grants=s.investment.grants,
        recovered_fixed_assets=fixed.recovered,
        cash_outflow=_of(t, *outflow, *later),
        construction_investment=s.investment.total,
        working_capital_increase=s.working_capital.increase,
        net_cash_flow_pre_tax=t["cash_inflow"] - t["cash_outflow"],
        cumulative_pre_tax=t["cumulative_pre_tax"].before + t["net_cash_flow_pre_tax"],
        adjusted_income_tax=s.taxes.adjusted,
        net_cash_flow_after_tax=t["net_cash_flow_pre_tax"] - t["adjusted_income_tax"],
        cumulative_after_tax=t["cumulative_after_tax"].before + t["net_cash_flow_after_tax"],
    )


def equity_cash_flow(t: Table, s: Schedules, options: OptionCells, profit: Table, cost: Table) -> None:
    """Give the owners' cash flow its formulas."""
    inflow = ("revenue", "subsidy_income", "vat_credit_refunded", "input_vat_recovered")
    recovered = ("recovered_fixed_assets", "recovered_other_assets", "recovered_working_capital")
    financed = ("equity_paid_in", "principal_repaid", "interest_paid", "operating_cost", "vat_payable")
    later = ("taxes_and_surcharges", "income_tax", "sustaining_investment", "decommissioning_cost")
    t.set(**_lines(s, options))
    t.set(
        cash_inflow=_of(t, *inflow, *recovered, "short_term_loan_drawn"),
        short_term_loan_drawn=s.short_term.drawn,
        cash_outflow=_of(t, *financed, *later),
        equity_paid_in=s.owners.for_investment + s.owners.for_interest + s.working_capital.own,
        principal_repaid=s.long_term.principal + s.short_term.principal + s.working_capital.repaid,
        interest_paid=cost["interest_expense"],
        income_tax=profit["income_tax"],
        net_cash_flow_after_tax=t["cash_inflow"] - t["cash_outflow"],
        cumulative_after_tax=t["cumulative_after_tax"].before + t["net_cash_flow_after_tax"],
    )


def investor_cash_flow(t: Table, s: Schedules, investor: InvestorCells) -> None:
    """Give one owner's cash flow its formulas."""
    paid_in = s.owners.for_investment + s.owners.for_interest + s.working_capital.own + s.owners.top_up
    t.set(
        investor_inflow=t["investor_dividends"] + t["investor_liquidation"],
        investor_dividends=s.owners.dividends * investor.profit_share,
        investor_liquidation=s.owners.liquidated * investor.capital_share,
        investor_outflow=t["investor_capital"],
        investor_capital=paid_in * investor.capital_share,
        net_investor_cash_flow=t["investor_inflow"] - t["investor_outflow"],
        cumulative_investor_cash_flow=t["cumulative_investor_cash_flow"].before + t["net_investor_cash_flow"],
    )


def financial_plan_cash_flow(t: Table, s: Schedules, profit: Table, cost: Table, equity: Table) -> None:
    """Give all cash of the company its formulas."""
    sold = ("revenue_ex_vat", "output_vat", "subsidy_income", "vat_credit_refunded")
    operating = ("operating_cost_ex_vat", "running_input_vat", "vat_payable", "taxes_and_surcharges", "income_tax")
    investing = ("construction_investment", "sustaining_investment", "decommissioning_cost", "working_capital_increase")
    recovered = ("recovered_fixed_assets", "recovered_other_assets", "recovered_working_capital")
    financing = ("equity_contributed", "long_term_loan_drawn", "working_capital_loan_drawn", "short_term_loan_drawn")
    t.set(**_lines(s, _IN_LINES))
    t.set(
        net_operating_cash_flow=t["operating_inflow"] - t["operating_outflow"],
        operating_inflow=_of(t, *sold),
        operating_outflow=_of(t, *operating),
        revenue_ex_vat=profit["revenue_ex_vat"],
        output_vat=s.income.output_vat,
        operating_cost_ex_vat=cost["operating_cost_ex_vat"],
        running_input_vat=s.running.input_vat,
        income_tax=profit["income_tax"],
        net_investing_cash_flow=t["investing_inflow"] - t["investing_outflow"],
        investing_inflow=_of(t, *recovered),
        investing_outflow=_of(t, *investing),
        construction_investment=s.investment.total,
        working_capital_increase=s.working_capital.increase,
        net_financing_cash_flow=t["financing_inflow"] - t["financing_outflow"],
        financing_inflow=_of(t, *financing, "capital_grants"),
        financing_outflow=_of(t, "all_interest_paid", "principal_repaid", "dividends"),
        equity_contributed=equity["equity_paid_in"] + s.owners.top_up,
        long_term_loan_drawn=s.long_term.drawn,
        working_capital_loan_drawn=s.working_capital.lent,
        short_term_loan_drawn=equity["short_term_loan_drawn"],
        capital_grants=s.investment.grants,
        all_interest_paid=cost["interest_expense"] + s.long_term.paid_by_owners,
        principal_repaid=equity["principal_repaid"],
        dividends=profit["dividends"],
        net_cash_flow=t["net_operating_cash_flow"] + t["net_investing_cash_flow"] + t["net_financing_cash_flow"],
        cumulative_cash=t["cumulative_cash"].before + t["net_cash_flow"],
    )


_IN_LINES = OptionCells(first_t=1.0, without_construction_interest=False, vat_in_lines=True)
