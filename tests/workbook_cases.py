"""Answers to write workbooks of: the small base case, and one that uses everything the evaluation knows."""

from functools import lru_cache

from storage_model.cases.answer import CaseAnswer
from storage_model.cases.run_case import run_case
from storage_model.workbook.model import Model, model_of
from tests.bad_inputs.site import case_of, make_site
from tests.kept import kept_folder
from tests.report_answers import small_answer

_FOLDER = kept_folder("workbook-")

EVERYTHING = """deltas:
  everything:
    projects.station.construction_years: 2
    projects.station.phasing_frac: [0.4, 0.6]
    projects.station.operating_years: 12
    projects.station.contingency:
      title: {zh: 预备费, en: Contingency}
      basic_frac: 0.03
      price_rise_frac_per_year: 0.02
      life_years: 15
      residual_frac: 0.05
    projects.station.investment.equipment.method: double_declining
    projects.station.investment.equipment.life_years: 10
    projects.station.investment.civil.method: sum_of_years
    projects.station.investment.other.recovered_at_end: false
    projects.station.grants:
      state: {title: {zh: 中央补助, en: State grant}, amount_yuan: 20000000.0, period: 1, treatment: reduces_base}
      city:
        title: {zh: 市级补助, en: City grant}
        amount_yuan: 9000000.0
        period: 4
        treatment: deferred
        spread_years: 4
        taxable: false
    projects.station.sustaining_investment:
      cells:
        title: {zh: 更换电芯, en: New cells}
        amount_yuan: 90000000.0
        operating_years: [6, 9]
        vat_frac: 0.13
        write_off: {life_years: 5, residual_frac: 0.03, method: double_declining}
      overhaul: {title: {zh: 大修, en: Overhaul}, amount_yuan: 3000000.0, operating_years: [4, 8], vat_frac: 0.09}
      roof:
        title: {zh: 屋面, en: Roof}
        amount_yuan: 5000000.0
        operating_years: [5]
        vat_frac: 0.09
        write_off: {life_years: 10, residual_frac: 0.0, method: sum_of_years, recovered_at_end: false}
    projects.station.decommissioning: {amount_yuan: 12000000.0, scrap_yuan: 4000000.0, vat_frac: 0.06}
    projects.station.operating_cost.upkeep.escalation_frac_per_year: 0.02
    projects.station.operating_cost.upkeep.yuan_per_mwh_out: 5.0
    projects.station.operating_cost.upkeep.staff: {count: 20, yuan_per_person_year: 150000.0}
    projects.station.operating_cost.upkeep.yuan_by_year: [100000.0, 0.0, 200000.0]
    projects.station.subsidies:
      discharge:
        title: {zh: 放电补贴, en: Discharge subsidy}
        yuan_by_year: [30000000.0, 20000000.0, 10000000.0]
      quiet: {title: {zh: 免税补贴, en: Untaxed subsidy}, yuan_by_year: [5000000.0], taxable: false}
    projects.station.working_capital.turnover:
      {receivable_days: 45.0, stock_days: 20.0, cash_days: 15.0, payable_days: 30.0}
    projects.station.loans.bank.share_frac: 0.5
    projects.station.loans.bank.method: sculpted
    projects.station.loans.bank.interest_periods_per_year: 4
    projects.station.loans.policy:
      title: {zh: 政策性贷款, en: Policy loan}
      share_frac: 0.2
      rate_frac: 0.03
      rates_by_year_frac: [0.02, 0.025, 0.03]
      years: 8
      grace_years: 2
      method: equal_principal
      drawn: year_start
      interest_in_construction: paid_by_owners
    projects.station.tax.holiday.exempt_years: 2
    projects.station.tax.holiday.half_years: 2
    projects.station.tax.holiday.counted_from: first_profit
    projects.station.tax.income_tax_by_year_frac: [0.15, 0.25]
    projects.station.tax.vat_credit: refunded_at_start
    projects.station.tax.other_taxes:
      property:
        title: {zh: 房产税, en: Property tax}
        yuan_per_year: 200000.0
        share_of_revenue_frac: 0.0003
        share_of_fixed_assets_frac: 0.001
    projects.station.investors:
      one: {title: {zh: 甲方, en: First}, capital_share_frac: 0.6, profit_share_frac: 0.5}
      two: {title: {zh: 乙方, en: Second}, capital_share_frac: 0.4, profit_share_frac: 0.5}
    projects.station.distribution: {payout_frac: 0.9, discretionary_reserve_frac: 0.05, while_in_debt: false}
    projects.station.options:
      {vat_shown: net, within_year: mid_year, pre_financing_values: with_construction_interest}
    projects.gas.options:
      {vat_shown: net, within_year: mid_year, pre_financing_values: with_construction_interest}
    projects.gas.first_operating_year: 2029
    projects.gas.operating_years: 13
    projects.gas.loans.bank.method: as_able
    projects.gas.tax.vat_refund_taxable: false
"""


@lru_cache(maxsize=1)
def full_answer() -> CaseAnswer:
    """Return the answer of a case with every kind of loan, tax, grant, write-off, owner and convention.

    The second project begins two years after the first.
    """
    return run_case(case_of(make_site(_FOLDER), EVERYTHING, "everything.yaml"))


@lru_cache(maxsize=1)
def small_model() -> Model:
    """Return the sheets of the small answer."""
    return model_of(small_answer())


@lru_cache(maxsize=1)
def full_model() -> Model:
    """Return the sheets of the full answer."""
    return model_of(full_answer())
