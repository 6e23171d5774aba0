"""Every case in one line on one basis: return, distance to the hurdle, what everybody pays, what one unit costs."""

from storage_model.cases.compare.column import Column
from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.shares import differing
from storage_model.report.comparing.blocks.basis import basis_of
from storage_model.report.comparing.blocks.block import NOTHING, Block, Cells, indicator, money, plain, titled
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.report.format import percent
from storage_model.report.label import Label, text

RETURN = "irr_project_after_tax_frac"
_HEADS = (
    "case", "basis", "return", "distance", "support_nominal_yuan", "support_yuan", "of_it_public",
    "support_yuan_per_mwh", "support_yuan_per_t", "needed_present",
)  # fmt: skip


def brief_block(comparison: Comparison) -> Block:
    """Return a row for each case; nothing where there is one case alone."""
    rate, note, factors = percent(comparison.yardsticks.discount_frac), WORDS["brief_note"], factor_words(comparison)
    return Block(
        key="brief",
        title=WORDS["brief"],
        note=text(f"{note.zh}折现率 {rate}；{factors.zh}。", f"{note.en} Discount rate {rate}; {factors.en}."),
        heads=tuple(WORDS[key] for key in _HEADS),
        rows=tuple(_row(comparison, one) for one in comparison.columns) if len(comparison.columns) > 1 else (),
    )


def factor_words(comparison: Comparison) -> Label:
    """Return how tonnes are counted."""
    by = comparison.yardsticks
    sent, drawn = f"{by.grid_factor_t_per_mwh:g}", f"{by.charging_factor_t_per_mwh:g}"
    return text(
        f"减排量＝放电（发电）量 × {sent} − 充电量 × {drawn} tCO₂/MWh（两个排放因子均为假设，"
        "充电因子为 0 即视充电全部为弃风弃光），不含瓦斯中甲烷销毁的减排",
        f"tonnes = MWh sent × {sent} − MWh drawn × {drawn} tCO₂/MWh (both factors assumed; a charging factor of 0 "
        "takes all charging for curtailed energy), methane destroyed is not counted",
    )


def _row(comparison: Comparison, column: Column) -> Cells:
    found = column.answer.finance.indicators[RETURN]
    gap = None if found.value is None else 100.0 * (found.value - column.answer.hurdle_frac)
    effect = comparison.effects.get(column.scenario.name)
    first = (titled(column.scenario.title), _basis(comparison, column), indicator(found, "frac"), plain(gap, "+,.2f"))
    if effect is None:
        return (*first, *[NOTHING] * (len(_HEADS) - len(first)))
    return (
        *first,
        money(effect.support_nominal_yuan),
        money(effect.support_yuan),
        money(effect.public_yuan),
        plain(effect.support_yuan_per_mwh),
        plain(effect.support_yuan_per_t),
        money(_needed(comparison, column)),
    )


def _basis(comparison: Comparison, column: Column) -> Label:
    if column is comparison.base:
        return WORDS["is_base"]
    return basis_of(column, differing(comparison.base.scenario, column.scenario))


def _needed(comparison: Comparison, column: Column) -> float | None:
    """Return the least present support among the numbers that were solved for in a case [yuan]."""
    found = [
        one.needed.present_yuan for one in comparison.break_evens if one.case == column.scenario.name and one.needed
    ]
    return min(found, default=None)
