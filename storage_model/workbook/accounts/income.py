"""What comes in: sales, subsidies, grants and when they count as income."""

from storage_model.words.labels.lookup import stream_label
from storage_model.workbook.accounts.books import IncomeRows, vat_inside
from storage_model.workbook.block import Block
from storage_model.workbook.formula import ZERO, Formula, added
from storage_model.workbook.functions import if_, total
from storage_model.workbook.grid import PerYear, Row
from storage_model.workbook.terms.records import GrantCells, Terms


def earn(block: Block, terms: Terms) -> tuple[IncomeRows, Row]:
    """Return the rows and the untaxed part of support; the same as `finance.schedules.income.earn`."""
    block.head("收入与补助", "Income and support")
    by_key = {key: _stream(block, terms, key) for key in dict.fromkeys(stream.key for stream in terms.revenue)}
    with_vat = block.running("营业收入（含税）", "Revenue including VAT", added(by_key.values()))
    output_vat = block.running(
        "销项税额", "Output VAT", added(vat_inside(stream.yuan, stream.vat) for stream in terms.revenue)
    )
    subsidy = block.running("补贴收入", "Subsidies", added(support.yuan for support in terms.subsidies))
    deferred = [grant for grant in terms.grants if grant.treatment == "deferred"]
    released = [_released(block, grant) for grant in deferred]
    received = block.running("运营期收到的补助", "Grants in operation", added(grant.yuan for grant in deferred))
    earned = block.running("递延收益转收入", "Deferred grants released", added(released))
    standing = block.own("递延收益余额", "Deferred income")
    standing.formula = standing.before + added(grant.yuan for grant in deferred) - earned
    untaxed: list[Formula] = [support.yuan for support in terms.subsidies if not support.taxable]
    untaxed += [earned_ for grant, earned_ in zip(deferred, released, strict=True) if not grant.taxable]
    rows = IncomeRows(
        by_key=by_key,
        with_vat=with_vat,
        output_vat=output_vat,
        subsidy=subsidy,
        grants_in_operation=received,
        grants_released=earned,
        deferred=standing,
    )
    return rows, block.running("免税补助", "Untaxed support", added(untaxed))


def _stream(block: Block, terms: Terms, key: str) -> Row:
    words = stream_label(key)
    return block.running(words.zh, words.en, added(stream.yuan for stream in terms.revenue if stream.key == key))


def _released(block: Block, grant: GrantCells) -> Row:
    """Return equal parts from the year a grant is received, or the first operating year; the rest in the last."""
    course = block.course
    opens, last = course.running[0], course.running[-1]
    row = block.running("一项补助转收入", "One grant released")

    def of_year(column: int) -> Formula:
        if column == last:
            return total(grant.yuan.all) - (total(row.span(opens, column - 1)) if column > opens else ZERO)
        parts = (
            if_(grant.spread > float(column - max(year, opens)), grant.yuan.of(year), 0.0)
            for year in course.own
            if max(year, opens) <= column
        )
        return added(parts) / grant.spread

    row.formula = PerYear(of_year)
    return row
