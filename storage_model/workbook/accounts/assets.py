"""The books of fixed, intangible and other assets: added, written off, recovered at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage_model.finance.terms.investment import AssetClass
from storage_model.words.label import Label
from storage_model.workbook.accounts.books import AssetRows, AssetsRows, InvestmentRows, vat_inside
from storage_model.workbook.accounts.write_off import backward_shares, forward_shares
from storage_model.workbook.block import Block
from storage_model.workbook.formula import ZERO, Constant, Formula, added
from storage_model.workbook.functions import if_, products, total
from storage_model.workbook.grid import PerYear, Row
from storage_model.workbook.terms.records import SustainingCells, Terms

_ONE = Constant(1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Built:
    """Assets of one class put in use when construction ends."""

    value: Formula
    charge: Formula
    left: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class _Later:
    """Assets that one line of sustaining investment adds."""

    additions: Row
    charge: Row
    left: Formula


def keep_assets(block: Block, terms: Terms, investment: InvestmentRows, interest: Formula) -> AssetsRows:
    """Return the rows; the same as `finance.schedules.assets.keep_assets`.

    `interest` is the sum of interest during construction. It and grants change the value of all fixed rows in
    proportion.
    """
    block.head("资产折旧与摊销", "Assets written off")
    built, later = _built(block, terms, "fixed"), _later(block, terms, "fixed")
    base = block.single("固定资产原值（不含建设期利息与补助）", "Fixed assets before interest and grants", built.value)
    granted = total(investment.grants_reducing_base.all)
    safe = if_(base.equals(0.0), 1.0, base)
    without = block.single(
        "原值系数（不含建设期利息）", "Factor of value without interest", 1.0 - granted / safe, "ratio"
    )
    within = block.single(
        "原值系数（含建设期利息）", "Factor of value with interest", 1.0 + (interest - granted) / safe, "ratio"
    )
    fixed = _book(block, ("固定资产", "Fixed"), built, later, within)
    before_interest = _book(block, ("固定资产（不含建设期利息）", "Fixed without interest"), built, later, without)
    intangible = _class(block, terms, "intangible", ("无形资产", "Intangible"))
    other = _class(block, terms, "other", ("其他资产", "Other"))
    ready = block.course.building[-1]
    put_in_use = added(rows.additions.of(ready) for rows in (fixed, intangible, other))
    return AssetsRows(
        fixed=fixed,
        fixed_before_interest=before_interest,
        intangible=intangible,
        other=other,
        from_construction=block.sheet.line(
            Label(zh="建设期末投入使用", en="Put in use when construction ends"),
            put_in_use,
            over=range(ready, ready + 1),
        ),
    )


def _class(block: Block, terms: Terms, asset_class: AssetClass, names: tuple[str, str]) -> AssetRows:
    built, later = _built(block, terms, asset_class), _later(block, terms, asset_class)
    return _book(block, names, built, later, _ONE)


def _book(block: Block, names: tuple[str, str], built: _Built, later: Sequence[_Later], factor: Formula) -> AssetRows:
    """Return the rows of one class; `factor` multiplies the value of what was built."""
    (zh, en), course = names, block.course
    ready, last = course.building[-1], course.running[-1]

    def times(of: Formula) -> Formula:
        return of if factor is _ONE else of * factor

    return AssetRows(
        additions=block.sheet.line(
            Label(zh=f"{zh}：新增原值", en=f"{en}: put in use"),
            PerYear(lambda column: times(built.value) if column == ready else added(one.additions for one in later)),
            over=range(ready, last + 1),
        ),
        charge=block.running(
            f"{zh}：折旧摊销", f"{en}: written off", times(built.charge) + added(one.charge for one in later)
        ),
        recovered=block.ending(
            f"{zh}：期末余值", f"{en}: recovered", times(built.left) + added(one.left for one in later)
        ),
    )


def _built(block: Block, terms: Terms, asset_class: AssetClass) -> _Built:
    values: list[Formula] = []
    charges: list[Formula] = []
    left: list[Formula] = []
    last = block.course.running[-1]
    for line in terms.investment:
        if line.write_off.asset_class == asset_class:
            paid = total(line.yuan.all)
            value = block.single("原值（不含税）", "Value without VAT", paid - vat_inside(paid, line.vat))
            share = forward_shares(block, line.write_off)
            rest = block.single("期末余值比例", "Share left at the end", 1.0 - total(share.all), "frac")
            values.append(value)
            if line.write_off.recovered_at_end:
                charges.append(value * share)
                left.append(value * rest)
            else:
                charges.append(value * (share + _in(last, rest)))
    if not values:
        return _Built(value=ZERO, charge=ZERO, left=ZERO)
    charge = block.running("建成资产折旧摊销", "Written off of what was built", added(charges))
    return _Built(value=added(values), charge=charge, left=added(left))


def _later(block: Block, terms: Terms, asset_class: AssetClass) -> tuple[_Later, ...]:
    return tuple(
        _added_later(block, line)
        for line in terms.sustaining
        if line.write_off is not None and line.write_off.asset_class == asset_class
    )


def _added_later(block: Block, line: SustainingCells) -> _Later:
    assert line.write_off is not None
    course = block.course
    opens, last = course.running[0], course.running[-1]
    additions = block.running("后续投入原值", "Added later", line.yuan - vat_inside(line.yuan, line.vat))
    shares = backward_shares(block, line.write_off)

    def charge_of(column: int) -> Formula:
        if column == opens:
            return ZERO
        return products(additions.span(opens, column - 1), shares.span(last + 1 - (column - opens), last))

    charge = block.running("后续投入折旧", "Written off of it", PerYear(charge_of))
    left = block.single("后续投入期末余值", "Left of it at the end", total(additions.all) - total(charge.all))
    if line.write_off.recovered_at_end:
        return _Later(additions=additions, charge=charge, left=left)
    whole = block.running("后续投入折旧（含期末转入）", "Written off with what is left", charge + _in(last, left))
    return _Later(additions=additions, charge=whole, left=ZERO)


def _in(year: int, of: Formula) -> Formula:
    return PerYear(lambda column: of if column == year else ZERO)
