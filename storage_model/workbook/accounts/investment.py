"""Construction investment by category and by the assets it forms."""

from typing import get_args

from storage_model.finance.terms.investment import ASSET_CLASSES, Category
from storage_model.words.labels.lookup import row_label
from storage_model.workbook.accounts.books import InvestmentRows, vat_inside
from storage_model.workbook.block import Block
from storage_model.workbook.formula import added
from storage_model.workbook.grid import Row
from storage_model.workbook.terms.records import Terms

_CATEGORY_ROWS = {
    "equipment": "equipment_cost",
    "civil": "civil_works_cost",
    "other": "other_construction_cost",
    "land": "land_cost",
    "contingency": "contingency",
}


def invest(block: Block, terms: Terms) -> InvestmentRows:
    """Return the rows; the same as `finance.schedules.investment.invest`."""
    block.head("建设投资", "Construction investment")
    by_category: dict[str, Row] = {}
    for category in get_args(Category):
        words = row_label(_CATEGORY_ROWS[category])
        lines = [line.yuan for line in terms.investment if line.category == category]
        by_category[category] = block.building(words.zh, words.en, added(lines))
    formed: dict[str, Row] = {}
    for asset_class in ASSET_CLASSES:
        words = row_label(f"{asset_class}_assets_formed")
        values = [
            line.yuan - vat_inside(line.yuan, line.vat)
            for line in terms.investment
            if line.write_off.asset_class == asset_class
        ]
        formed[asset_class] = block.building(words.zh, words.en, added(values))
    input_vat = block.building(
        "可抵扣进项税额", "Deductible VAT", added(vat_inside(line.yuan, line.vat) for line in terms.investment)
    )
    whole = block.building("建设投资合计", "Construction investment", added(by_category.values()))
    grants = block.building("建设期补助", "Grants in construction", added(grant.yuan for grant in terms.grants))
    reducing = [grant.yuan for grant in terms.grants if grant.treatment == "reduces_base"]
    return InvestmentRows(
        by_category=by_category,
        formed=formed,
        input_vat=input_vat,
        total=whole,
        grants=grants,
        grants_reducing_base=block.building("冲减资产原值的补助", "Grants that lower asset values", added(reducing)),
    )
