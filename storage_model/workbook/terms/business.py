"""Cells of what a project builds, earns and spends."""

from collections.abc import Iterator

import numpy as np

from storage_model.finance.terms.investment import WriteOff
from storage_model.finance.terms.project import Project
from storage_model.words.label import Label, Unit
from storage_model.workbook.terms.numbers import Numbers
from storage_model.workbook.terms.records import (
    CostCells,
    GrantCells,
    InvestmentCells,
    RevenueCells,
    SubsidyCells,
    SustainingCells,
    WorkingCapitalCells,
    WriteOffCells,
)


def words(zh: str, en: str, unit: Unit = "yuan", number: int | None = None) -> Label:
    """Return the words of a number that nothing else names; `number` counts from 0."""
    place = "" if number is None else f" {number + 1}"
    return Label(zh=f"{zh}{place}", en=f"{en}{place}", unit=unit)


def investment(project: Project, cells: Numbers) -> Iterator[InvestmentCells]:
    """Yield the rows of the construction investment."""
    for n, line in enumerate(project.investment):
        path = f"investment.{n}"
        yield InvestmentCells(
            category=line.category,
            yuan=cells.yearly(
                f"{path}.yuan", words("建设投资", "Investment", "yuan", n), line.yuan, cells.block.course.building
            ),
            vat=cells.one(f"{path}.vat_frac", words("投资进项税率", "VAT of investment", "frac", n), line.vat_frac),
            write_off=_write_off(cells, f"{path}.write_off", n, line.write_off),
        )


def sustaining(project: Project, cells: Numbers) -> Iterator[SustainingCells]:
    """Yield what is spent on the plant while it runs."""
    for n, line in enumerate(project.sustaining):
        path = f"sustaining.{n}"
        yield SustainingCells(
            kind=line.kind,
            yuan=cells.yearly(
                f"{path}.yuan", words("维持运营投资", "Sustaining", "yuan", n), line.yuan, cells.block.course.running
            ),
            vat=cells.one(f"{path}.vat_frac", words("维持运营投资税率", "VAT of it", "frac", n), line.vat_frac),
            write_off=None if line.write_off is None else _write_off(cells, f"{path}.write_off", n, line.write_off),
        )


def _write_off(cells: Numbers, path: str, number: int, terms: WriteOff) -> WriteOffCells:
    return WriteOffCells(
        asset_class=terms.asset_class,
        method=terms.method,
        recovered_at_end=terms.recovered_at_end,
        life=cells.one(f"{path}.life_years", words("折旧年限", "Life", "count", number), terms.life_years),
        residual=cells.one(f"{path}.residual_frac", words("残值率", "Residual", "frac", number), terms.residual_frac),
    )


def grants(project: Project, cells: Numbers) -> Iterator[GrantCells]:
    """Yield public money towards the investment."""
    for n, grant in enumerate(project.grants):
        path = f"grants.{n}"
        yield GrantCells(
            yuan=cells.yearly(
                f"{path}.yuan", words("投资补助", "Grant", "yuan", n), grant.yuan, cells.block.course.own
            ),
            treatment=grant.treatment,
            spread=cells.one(f"{path}.spread_years", words("分摊年数", "Years spread", "count", n), grant.spread_years),
            taxable=grant.taxable,
        )


def revenue(project: Project, cells: Numbers) -> Iterator[RevenueCells]:
    """Yield sales by stream."""
    for n, stream in enumerate(project.revenue):
        path = f"revenue.{n}"
        yield RevenueCells(
            key=stream.key,
            yuan=cells.yearly(
                f"{path}.yuan", words("收入", "Revenue", "yuan", n), stream.yuan, cells.block.course.running
            ),
            vat=cells.one(f"{path}.vat_frac", words("销项税率", "VAT of revenue", "frac", n), stream.vat_frac),
        )


def costs(project: Project, cells: Numbers) -> Iterator[CostCells]:
    """Yield running costs."""
    for n, cost in enumerate(project.costs):
        path = f"costs.{n}"
        yield CostCells(
            category=cost.category,
            yuan=cells.yearly(f"{path}.yuan", words("成本", "Cost", "yuan", n), cost.yuan, cells.block.course.running),
            vat=cells.one(f"{path}.vat_frac", words("成本进项税率", "VAT of cost", "frac", n), cost.vat_frac),
            variable=cost.variable,
        )


def subsidies(project: Project, cells: Numbers) -> Iterator[SubsidyCells]:
    """Yield support paid in operating years."""
    for n, support in enumerate(project.subsidies):
        back = np.min(support.yuan) < 0
        label = words(*(("退回的超额收益", "Given back above a return") if back else ("补贴", "Subsidy")), "yuan", n)
        yield SubsidyCells(
            yuan=cells.yearly(f"subsidies.{n}.yuan", label, support.yuan, cells.block.course.running),
            taxable=support.taxable,
        )


def working_capital(project: Project, cells: Numbers) -> WorkingCapitalCells:
    """Return the money tied up."""
    terms, running = project.working_capital, cells.block.course.running
    return WorkingCapitalCells(
        yuan=cells.yearly("working_capital.yuan", words("流动资金", "Working capital"), terms.yuan, running),
        receivable_days=cells.one(
            "working_capital.receivable_days",
            words("应收账款周转天数", "Days of receivables", "count"),
            terms.receivable_days,
        ),
        stock_days=cells.one(
            "working_capital.stock_days", words("存货周转天数", "Days of stocks", "count"), terms.stock_days
        ),
        cash_days=cells.one(
            "working_capital.cash_days", words("现金周转天数", "Days of cash on hand", "count"), terms.cash_days
        ),
        payable_days=cells.one(
            "working_capital.payable_days", words("应付账款周转天数", "Days of payables", "count"), terms.payable_days
        ),
        own_share=cells.yearly(
            "working_capital.own_share_frac",
            words("流动资金自有比例", "Equity's share of working capital", "frac"),
            terms.own_share_frac,
            running,
        ),
        rate=cells.yearly(
            "working_capital.rate_frac",
            words("流动资金借款利率", "Rate of the working-capital loan", "frac"),
            terms.rate_frac,
            running,
        ),
    )
