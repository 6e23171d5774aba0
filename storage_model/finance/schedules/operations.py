"""The business before any financing of its years: what is built, earned, spent, and taxed other than on income."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.assets import Assets, keep_assets
from storage_model.finance.schedules.construction_debt import Drawing, draw_loans
from storage_model.finance.schedules.funding import Before
from storage_model.finance.schedules.income import Income, earn
from storage_model.finance.schedules.income_tax import income_tax
from storage_model.finance.schedules.investment import Investment, invest
from storage_model.finance.schedules.running import Running, run
from storage_model.finance.schedules.vat import VatAccount, settle_vat
from storage_model.finance.schedules.working_capital import WorkingCapitalBook, tie_up
from storage_model.finance.terms.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """Schedules that no financing of the operating years changes; `margin` is profit before write-offs and interest."""

    investment: Investment
    drawings: tuple[Drawing, ...]
    assets: Assets
    income: Income
    running: Running
    vat: VatAccount
    surtax: FloatArray
    other_tax: FloatArray
    working_capital: WorkingCapitalBook
    untaxed: FloatArray

    @property
    def margin(self) -> FloatArray:
        """Revenue and support less operating cost, expensed sustaining investment and taxes that are costs; no VAT."""
        gained = self.income.revenue + self.income.subsidy + self.income.grants_released + self.vat.refunded_on_levy
        return gained - self.running.operating_cost - self.running.expensed - self.surtax - self.other_tax

    @property
    def cash(self) -> FloatArray:
        """Cash of operation and recovery before income tax, interest and repayment; working capital pays for itself."""
        received = self.income.with_vat + self.income.subsidy + self.income.grants_in_operation
        received = received + self.vat.refunded_credit + self.vat.refunded_on_levy
        spent = self.running.operating_cost + self.running.input_vat + self.vat.payable + self.surtax + self.other_tax
        spent = spent + self.running.sustaining_with_vat + self.running.decommissioning_with_vat
        recovered = self.assets.fixed.recovered + self.assets.intangible.recovered + self.assets.other.recovered
        return received - spent + recovered + self.working_capital.recovered - self.working_capital.repaid


def operate(terms: Project) -> Operations:
    """Return the schedules of one project."""
    investment, income, running = invest(terms), earn(terms), run(terms)
    drawings = draw_loans(terms, investment)
    interest = sum((drawing.interest for drawing in drawings), np.zeros(terms.timeline.periods))
    assets = keep_assets(terms, investment, interest)
    vat = settle_vat(
        terms.timeline,
        terms.tax.vat,
        output=income.output_vat,
        input_=running.input_vat + running.sustaining_input_vat,
        construction_input=investment.input_vat,
    )
    return Operations(
        investment=investment,
        drawings=drawings,
        assets=assets,
        income=income,
        running=running,
        vat=vat,
        surtax=vat.surcharged * terms.tax.surtax_frac,
        other_tax=_other_tax(terms, income, assets),
        working_capital=tie_up(terms.timeline, terms.working_capital, running),
        untaxed=income.untaxed + (0.0 if terms.tax.vat.refund_on_levy_taxable else vat.refunded_on_levy),
    )


def before_financing(terms: Project, books: Operations) -> Before:
    """Return what the operating years bring before interest, income tax and repayment."""
    of_operation, margin, assets = terms.timeline.of_operation, books.margin, books.assets
    written_off = assets.fixed.charge + assets.intangible.charge + assets.other.charge
    return Before(
        profit=of_operation(margin - written_off),
        untaxed=of_operation(books.untaxed),
        ebitda_after_sustaining=of_operation(margin - books.income.grants_released - books.running.capitalised),
        cash=of_operation(books.cash),
        own_capital=of_operation(books.working_capital.own),
        other_interest=of_operation(books.working_capital.interest),
    )


def adjusted_income_tax(terms: Project, books: Operations) -> FloatArray:
    """Return 调整所得税: the income tax on profit before interest, the project's own, shape (…, periods) [yuan].

    Depreciation is that of assets without the interest during construction, or with it where the option says so.
    """
    strict = terms.options.pre_financing_values == "without_construction_interest"
    fixed = books.assets.fixed_before_interest if strict else books.assets.fixed
    profit = books.margin - fixed.charge - books.assets.intangible.charge - books.assets.other.charge
    return income_tax(terms.timeline, terms.tax.income, profit - books.untaxed)


def _other_tax(terms: Project, income: Income, assets: Assets) -> FloatArray:
    """Return stamp duty, property tax, land-use tax and the like.

    Shares of assets on the value that stood at the start.
    """
    timeline = terms.timeline
    original = timeline.in_operation(
        np.cumsum(assets.fixed.additions, axis=-1)[..., timeline.construction_years - 1 : -1]
    )
    total = np.zeros(timeline.periods)
    for tax in terms.tax.others:
        total = total + timeline.in_operation(tax.yuan) + income.revenue * tax.share_of_revenue_frac
        total = total + original * tax.share_of_fixed_assets_frac
    return total
