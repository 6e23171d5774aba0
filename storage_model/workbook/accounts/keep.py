"""The accounts of one project as rows, in the order in which `finance` keeps them."""

from storage_model.workbook.accounts.assets import keep_assets
from storage_model.workbook.accounts.books import (
    AssetsRows,
    Books,
    IncomeRows,
    InvestmentRows,
    LoanRows,
    OwnerRows,
    RunningRows,
    Schedules,
    TaxRows,
    WorkingCapitalRows,
)
from storage_model.workbook.accounts.construction_debt import DrawingRows, draw_loans
from storage_model.workbook.accounts.funding import BeforeRows, FundedRows, fund
from storage_model.workbook.accounts.income import earn
from storage_model.workbook.accounts.income_tax import tax_path
from storage_model.workbook.accounts.investment import invest
from storage_model.workbook.accounts.running import run
from storage_model.workbook.accounts.vat import settle_vat
from storage_model.workbook.accounts.working_capital import tie_up
from storage_model.workbook.block import Block
from storage_model.workbook.formula import ZERO, added
from storage_model.workbook.functions import total
from storage_model.workbook.grid import PerYear, Row
from storage_model.workbook.terms.records import Terms


def keep_books(block: Block, terms: Terms) -> Books:
    """Return the accounts of one project; the same as `finance.keep_accounts.keep_accounts`.

    Longer than a screen, for it is read as the sheet is: one row after another, a formula each.
    """
    investment, (income, untaxed_support), running = invest(block, terms), earn(block, terms), run(block, terms)
    drawings = draw_loans(block, terms.loans, investment)
    interest = added(total(row.all) for drawing in drawings for row in (drawing.capitalised, drawing.paid_by_owners))
    assets = keep_assets(block, terms, investment, interest)
    vat = settle_vat(block, terms.tax, investment, income, running)
    block.head("税金及附加、利润与现金（融资前）", "Taxes that are costs, profit and cash before financing")
    surtax = block.own("附加税费", "Surcharges on VAT", vat.surcharged * terms.tax.surtax)
    other_tax = _other_tax(block, terms, income, assets)
    working_capital = tie_up(block, terms.working_capital, running)
    untaxed = block.running(
        "不征税和免税收入",
        "Untaxed income",
        untaxed_support + (ZERO if terms.tax.refund_taxable else vat.refunded_on_levy),
    )
    margin = block.running(
        "融资前利润（折旧前）",
        "Profit before write-offs and interest",
        income.with_vat
        - income.output_vat
        + income.subsidy
        + income.grants_released
        + vat.refunded_on_levy
        - added(running.by_category.values())
        - running.expensed
        - surtax
        - other_tax,
    )
    owners_for_investment, owners_for_interest = _equity(block, investment, drawings)
    before = BeforeRows(
        profit=block.running(
            "息税前利润",
            "Profit before interest and tax",
            margin - added(book.charge for book in (assets.fixed, assets.intangible, assets.other)),
        ),
        untaxed=untaxed,
        ebitda_after_sustaining=block.running(
            "扣除维持投资的EBITDA",
            "EBITDA after sustaining investment",
            margin - income.grants_released - running.capitalised,
        ),
        cash=_cash(
            block,
            income,
            running,
            taxes=(vat.payable, surtax, other_tax),
            refunds=(vat.refunded_credit, vat.refunded_on_levy),
            assets=assets,
            working_capital=working_capital,
        ),
        own_capital=working_capital.own,
        other_interest=working_capital.interest,
        equity_in_construction=block.building(
            "建设期资本金", "Equity in construction", owners_for_investment + owners_for_interest
        ),
        refunded_in_construction=vat.refunded_credit,
    )
    adjusted = _adjusted(block, terms, assets, margin, untaxed)
    funded = fund(block, terms, drawings, before)
    block.head("汇总", "Sums")
    loans = tuple(_loan(drawing, funded, n) for n, drawing in enumerate(drawings))
    last = block.course.own[-1]
    return Books(
        schedules=Schedules(
            investment=investment,
            assets=assets,
            income=income,
            running=running,
            vat=vat,
            taxes=TaxRows(
                surtax=surtax,
                other=other_tax,
                adjusted=adjusted,
                untaxed=untaxed,
                losses_used=funded.tax.losses_used,
                taxable=funded.tax.taxable,
                income=funded.tax.tax,
            ),
            working_capital=working_capital,
            long_term=_all_loans(block, loans),
            short_term=funded.short,
            owners=OwnerRows(
                for_investment=owners_for_investment,
                for_interest=owners_for_interest,
                top_up=funded.top_up,
                statutory_reserve=funded.statutory,
                discretionary_reserve=funded.discretionary,
                dividends=funded.dividends,
                liquidated=block.ending(
                    "期末剩余现金", "Cash left at the end", total(funded.cash_kept.span(block.course.own[0], last))
                ),
            ),
            cash_kept=funded.cash_kept,
            sold_mwh=terms.sold_mwh,
        ),
        loans=loans,
        discharged_mwh=terms.discharged_mwh,
        investors=terms.investors,
        hurdle=terms.hurdle,
        options=terms.options,
    )


def _equity(block: Block, investment: InvestmentRows, drawings: tuple[DrawingRows, ...]) -> tuple[Row, Row]:
    for_investment = block.building(
        "用于建设投资的资本金",
        "Equity for investment",
        investment.total - investment.grants - added(drawing.drawn for drawing in drawings),
    )
    for_interest = block.building(
        "用于建设期利息的资本金", "Equity for interest", added(drawing.paid_by_owners for drawing in drawings)
    )
    return for_investment, for_interest


def _cash(
    block: Block,
    income: IncomeRows,
    running: RunningRows,
    *,
    taxes: tuple[Row, ...],
    refunds: tuple[Row, ...],
    assets: AssetsRows,
    working_capital: WorkingCapitalRows,
) -> Row:
    received = income.with_vat + income.subsidy + income.grants_in_operation + added(refunds)
    spent = added(running.by_category.values()) + running.input_vat + added(taxes)
    spent = spent + running.sustaining_with_vat + running.decommissioning_with_vat
    recovered = assets.fixed.recovered + assets.intangible.recovered + assets.other.recovered
    at_end = recovered + working_capital.recovered - working_capital.repaid
    last = block.course.running[-1]
    return block.running(
        "融资前现金",
        "Cash before financing",
        received - spent + PerYear(lambda column: at_end if column == last else ZERO),
    )


def _adjusted(block: Block, terms: Terms, assets: AssetsRows, margin: Row, untaxed: Row) -> Row:
    """Return 调整所得税: the income tax on profit before interest."""
    block.head("调整所得税", "Adjusted income tax")
    fixed = assets.fixed_before_interest if terms.options.without_construction_interest else assets.fixed
    profit = block.running(
        "融资前应税利润",
        "Taxed profit before financing",
        margin - fixed.charge - assets.intangible.charge - assets.other.charge - untaxed,
    )
    return tax_path(block, terms.tax, profit).tax


def _other_tax(block: Block, terms: Terms, income: IncomeRows, assets: AssetsRows) -> Row:
    course = block.course
    ready, opens = course.building[-1], course.running[0]
    row = block.running("其他税金", "Other taxes")
    if not terms.tax.others:
        row.formula = ZERO
        return row
    standing = block.running(
        "固定资产原值（年初）",
        "Original value of fixed assets at the year's start",
        PerYear(lambda column: total(assets.fixed.additions.span(ready, max(column, opens) - 1))),
    )
    revenue = income.with_vat - income.output_vat
    row.formula = added(
        other.yuan + revenue * other.share_of_revenue + standing * other.share_of_fixed_assets
        for other in terms.tax.others
    )
    return row


def _loan(drawing: DrawingRows, funded: FundedRows, number: int) -> LoanRows:
    return LoanRows(
        drawn=drawing.drawn,
        capitalised=drawing.capitalised,
        paid_by_owners=drawing.paid_by_owners,
        interest=funded.interest[number],
        principal=funded.principal[number],
    )


def _all_loans(block: Block, loans: tuple[LoanRows, ...]) -> LoanRows:
    return LoanRows(
        drawn=block.building("长期借款借入", "Long-term loans drawn", added(loan.drawn for loan in loans)),
        capitalised=block.building(
            "建设期利息转本金", "Interest that joins the debt", added(loan.capitalised for loan in loans)
        ),
        paid_by_owners=block.building(
            "建设期付息", "Interest paid in construction", added(loan.paid_by_owners for loan in loans)
        ),
        interest=block.running("长期借款付息", "Long-term interest", added(loan.interest for loan in loans)),
        principal=block.running("长期借款还本", "Long-term principal", added(loan.principal for loan in loans)),
    )
