"""Cells of who lends, who owns, what the state takes, and which returns are asked for."""

from collections.abc import Iterator

import numpy as np

from storage_model.finance.terms.project import Project
from storage_model.workbook.grid import Row
from storage_model.workbook.terms.business import words
from storage_model.workbook.terms.numbers import Numbers
from storage_model.workbook.terms.records import (
    DistributionCells,
    HurdleCells,
    InvestorCells,
    LoanCells,
    OptionCells,
    OtherTaxCells,
    TaxCells,
)


def loans(project: Project, cells: Numbers) -> Iterator[LoanCells]:
    """Yield long-term loans."""
    course = cells.block.course
    for n, loan in enumerate(project.loans):
        path = f"loans.{n}"
        # A loan of a fixed sum is rare: a row of zeros would only be in the way.
        fixed = None
        if _any(loan.yuan):
            fixed = cells.yearly(f"{path}.yuan", words("定额借款", "Fixed sum", "yuan", n), loan.yuan, course.building)
        yield LoanCells(
            share=cells.one(f"{path}.share_frac", words("借款比例", "Share lent", "frac", n), loan.share_frac),
            yuan=fixed,
            rate=cells.yearly(
                f"{path}.rate_frac", words("借款年利率", "Yearly rate", "frac", n), loan.rate_frac, course.own
            ),
            years=cells.one(f"{path}.years", words("还款年限", "Years of repayment", "count", n), loan.years),
            grace=cells.one(f"{path}.grace_years", words("宽限期", "Grace", "count", n), loan.grace_years),
            dscr_target=cells.one(
                f"{path}.dscr_target", words("目标偿债备付率", "Target DSCR", "ratio", n), loan.dscr_target
            ),
            method=loan.method,
            evenly=loan.drawn == "evenly",
            capitalised=loan.interest_in_construction == "capitalised",
        )


def _any(amount: object) -> bool:
    return bool(np.any(np.asarray(amount)))


def short_term_rate(project: Project, cells: Numbers) -> Row | None:
    """Return the rate of the loan that bridges a year short of cash; None where nobody lends."""
    if project.short_term_rate_frac is None:
        return None
    label = words("短期借款年利率", "Rate of the short-term loan", "frac")
    return cells.yearly("short_term_rate_frac", label, project.short_term_rate_frac, cells.block.course.own)


def tax(project: Project, cells: Numbers) -> TaxCells:
    """Return all taxes."""
    income, vat, course = project.tax.income, project.tax.vat, cells.block.course
    return TaxCells(
        income_rate=cells.yearly(
            "tax.income.rate_frac", words("所得税率", "Income tax rate", "frac"), income.rate_frac, course.running
        ),
        loss_years=cells.one(
            "tax.income.loss_years", words("亏损弥补年限", "Years to make up losses", "count"), income.loss_years
        ),
        exempt_years=cells.one(
            "tax.income.exempt_years", words("免税年数", "Years exempt", "count"), income.exempt_years
        ),
        half_years=cells.one(
            "tax.income.half_years", words("减半年数", "Years at half the rate", "count"), income.half_years
        ),
        holiday_from=income.holiday_from,
        credit_refund=cells.yearly(
            "tax.vat.credit_refund_frac",
            words("留抵退税比例", "Share of VAT credit refunded", "frac"),
            vat.credit_refund_frac,
            course.own,
        ),
        refund_on_levy=cells.yearly(
            "tax.vat.refund_on_levy_frac",
            words("即征即退比例", "Share of VAT refunded on levy", "frac"),
            vat.refund_on_levy_frac,
            course.running,
        ),
        refund_taxable=vat.refund_on_levy_taxable,
        surtax=cells.one("tax.surtax_frac", words("附加税费率", "Surcharges on VAT", "frac"), project.tax.surtax_frac),
        others=tuple(_other_taxes(project, cells)),
    )


def _other_taxes(project: Project, cells: Numbers) -> Iterator[OtherTaxCells]:
    for n, other in enumerate(project.tax.others):
        path = f"tax.others.{n}"
        yield OtherTaxCells(
            yuan=cells.yearly(
                f"{path}.yuan", words("其他税金", "Other tax", "yuan", n), other.yuan, cells.block.course.running
            ),
            share_of_revenue=cells.one(
                f"{path}.share_of_revenue_frac",
                words("占收入比例", "Share of revenue", "frac", n),
                other.share_of_revenue_frac,
            ),
            share_of_fixed_assets=cells.one(
                f"{path}.share_of_fixed_assets_frac",
                words("占固定资产原值比例", "Share of fixed assets", "frac", n),
                other.share_of_fixed_assets_frac,
            ),
        )


def distribution(project: Project, cells: Numbers) -> DistributionCells:
    """Return what becomes of profit."""
    terms = project.distribution
    return DistributionCells(
        statutory=cells.one(
            "distribution.statutory_reserve_frac",
            words("法定盈余公积比例", "Statutory reserve", "frac"),
            terms.statutory_reserve_frac,
        ),
        reserve_cap=cells.one(
            "distribution.reserve_cap_frac",
            words("法定盈余公积上限", "Cap of the statutory reserve", "frac"),
            terms.reserve_cap_frac,
        ),
        discretionary=cells.one(
            "distribution.discretionary_reserve_frac",
            words("任意盈余公积比例", "Discretionary reserve", "frac"),
            terms.discretionary_reserve_frac,
        ),
        payout=cells.one("distribution.payout_frac", words("分红比例", "Share paid out", "frac"), terms.payout_frac),
        while_in_debt=terms.while_in_debt,
    )


def investors(project: Project, cells: Numbers) -> Iterator[InvestorCells]:
    """Yield the owners."""
    for n, investor in enumerate(project.investors):
        path = f"investors.{n}"
        yield InvestorCells(
            capital_share=cells.one(
                f"{path}.capital_share_frac",
                words("出资比例", "Share of capital", "frac", n),
                investor.capital_share_frac,
            ),
            profit_share=cells.one(
                f"{path}.profit_share_frac", words("分配比例", "Share of profit", "frac", n), investor.profit_share_frac
            ),
        )


def hurdle(project: Project, cells: Numbers) -> HurdleCells:
    """Return the returns asked for."""
    terms = project.hurdle
    return HurdleCells(
        project_pre_tax=cells.one(
            "hurdle.project_pre_tax_frac",
            words("税前基准收益率", "Hurdle before tax", "frac"),
            terms.project_pre_tax_frac,
        ),
        project_after_tax=cells.one(
            "hurdle.project_after_tax_frac",
            words("税后基准收益率", "Hurdle after tax", "frac"),
            terms.project_after_tax_frac,
        ),
        equity=cells.one(
            "hurdle.equity_frac", words("资本金基准收益率", "Hurdle of equity", "frac"), terms.equity_frac
        ),
    )


def options(project: Project) -> OptionCells:
    """Return the conventions."""
    return OptionCells(
        first_t=project.options.first_t,
        without_construction_interest=project.options.pre_financing_values == "without_construction_interest",
        vat_in_lines=project.options.vat_shown == "in_lines",
    )
