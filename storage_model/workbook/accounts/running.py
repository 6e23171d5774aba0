"""Running cost by category and what is spent on the plant while it runs."""

from typing import get_args

from storage_model.finance.terms.operation import CostCategory
from storage_model.words.labels.lookup import row_label
from storage_model.workbook.accounts.books import RunningRows, vat_inside
from storage_model.workbook.block import Block
from storage_model.workbook.formula import Formula, added
from storage_model.workbook.terms.records import CostCells, SustainingCells, Terms

_CATEGORY_ROWS = {
    "materials": "materials_cost",
    "fuel_and_power": "fuel_and_power_cost",
    "staff": "staff_cost",
    "repairs": "repair_cost",
    "other": "other_cost",
}


def run(block: Block, terms: Terms) -> RunningRows:
    """Return the rows; the same as `finance.schedules.running.run`."""
    block.head("经营成本（不含税）与维持运营投资", "Running cost without VAT, sustaining investment")
    by_category = {}
    for category in get_args(CostCategory):
        words = row_label(_CATEGORY_ROWS[category])
        lines = [_ex_vat(cost) for cost in terms.costs if cost.category == category]
        by_category[category] = block.running(words.zh, words.en, added(lines))
    later = terms.sustaining
    return RunningRows(
        by_category=by_category,
        variable=block.running(
            "其中可变成本", "of it variable", added(_ex_vat(cost) for cost in terms.costs if cost.variable)
        ),
        input_vat=block.running(
            "经营成本进项税额", "VAT inside it", added(vat_inside(cost.yuan, cost.vat) for cost in terms.costs)
        ),
        sustaining_with_vat=block.running(
            "维持运营投资（含税）",
            "Sustaining investment with VAT",
            added(line.yuan for line in later if line.kind == "sustaining"),
        ),
        decommissioning_with_vat=block.running(
            "拆除费用（含税）",
            "Decommissioning with VAT",
            added(line.yuan for line in later if line.kind == "decommissioning"),
        ),
        sustaining_input_vat=block.running(
            "维持运营投资进项税额", "VAT inside both", added(vat_inside(line.yuan, line.vat) for line in later)
        ),
        expensed=block.running(
            "费用化部分", "Part expensed", added(_ex_vat(line) for line in later if line.write_off is None)
        ),
        capitalised=block.running(
            "资本化部分", "Part capitalised", added(_ex_vat(line) for line in later if line.write_off is not None)
        ),
    )


def _ex_vat(line: CostCells | SustainingCells) -> Formula:
    return line.yuan - vat_inside(line.yuan, line.vat)
