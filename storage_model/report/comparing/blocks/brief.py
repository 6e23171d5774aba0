"""Every case in one line on one basis: return, distance to the hurdle, what everybody pays, what one unit costs."""

from storage_model.cases.compare.break_even import Needed
from storage_model.cases.compare.column import Column
from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.shares import differing
from storage_model.report.comparing.blocks.basis import basis_of
from storage_model.report.comparing.blocks.block import NOTHING, Block, Cells, indicator, money, plain, titled
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.words.format import percent
from storage_model.words.label import Label, text

RETURN = "irr_project_after_tax_frac"
_HEADS = (
    "case", "basis", "return", "distance", "support_nominal_yuan", "support_yuan", "of_it_public",
    "support_yuan_per_mwh", "support_yuan_per_t", "needed_present",
)  # fmt: skip


def brief_block(comparison: Comparison) -> Block:
    """Return a row for each case; nothing where there is one case alone."""
    rate, note, factors = percent(comparison.yardsticks.discount_frac), WORDS["brief_note"], factor_words(comparison)
    rows = tuple(_row(comparison, one) for one in comparison.columns) if len(comparison.columns) > 1 else ()
    shown = len(_HEADS) if comparison.break_evens else len(_HEADS) - 1  # nothing was asked to reach a target
    return Block(
        key="brief",
        title=WORDS["brief"],
        note=text(f"{note.zh}折现率 {rate}；{factors.zh}。", f"{note.en} Discount rate {rate}; {factors.en}."),
        heads=tuple(WORDS[key] for key in _HEADS[:shown]),
        rows=tuple(row[:shown] for row in rows),
    )


def factor_words(comparison: Comparison) -> Label:
    """Return how tonnes are counted: what charging emits where something charges, what is left out where gas burns."""
    by, columns = comparison.yardsticks, comparison.columns
    kinds = {one.scenario.assets[name].kind for one in columns for name in one.answer.assets}
    sent, drawn = f"{by.grid_factor_t_per_mwh:g}", f"{by.charging_factor_t_per_mwh:g}"
    words = [text(f"减排量＝供电量 × {sent}", f"tonnes = MWh sent × {sent}")]
    if "battery" in kinds:
        taken = ("，充电因子为 0 即视充电全部为弃风弃光", ", 0 takes all charging for curtailed energy")
        zh, en = ("", "") if by.charging_factor_t_per_mwh else taken
        words.append(
            text(f" − 充电量 × {drawn} tCO₂/MWh（因子均为假设{zh}）", f" − drawn × {drawn} tCO₂/MWh (assumed{en})")
        )
    else:
        words.append(text(" tCO₂/MWh（因子为假设）", " tCO₂/MWh (assumed)"))
    if kinds & {"gas_plant", "gas_hub"}:
        words.append(
            text(
                "，不含甲烷销毁（浓度 8% 以上的瓦斯依 GB 21522—2024 本不得排空，不作增量）",
                ", methane destroyed left out: gas of 8 % and more may not be vented anyway (GB 21522-2024)",
            )
        )
    if "gas_hub" in kinds:
        words.append(
            text(
                "；8% 以下瓦斯氧化所得减排量及购买方付款均不计入每吨",
                "; credits of gas below 8 % and what their buyers pay are in neither side of the cost of a tonne",
            )
        )
    return text("".join(one.zh for one in words), "".join(one.en for one in words))


def _row(comparison: Comparison, column: Column) -> Cells:
    found = column.answer.finance.indicators[RETURN]
    gap = None if found.value is None else 100.0 * (found.value - column.answer.hurdle_frac)
    effect = comparison.effects.get(column.scenario.name)
    first = (titled(column.scenario.title), _basis(comparison, column), indicator(found, "frac"), plain(gap, "+,.2f"))
    if effect is None:
        return (*first, *[NOTHING] * (len(_HEADS) - len(first)))
    needed = least_needed(comparison, column)
    return (
        *first,
        money(effect.support_nominal_yuan),
        money(effect.support_yuan),
        money(effect.public_yuan),
        plain(effect.support_yuan_per_mwh),
        plain(effect.support_yuan_per_t),
        money(None if needed is None else needed.present_yuan),
    )


def _basis(comparison: Comparison, column: Column) -> Label:
    if column is comparison.base:
        return WORDS["is_base"]
    words = basis_of(column, differing(comparison.base.scenario, column.scenario))
    return words if words.zh else NOTHING


def least_needed(comparison: Comparison, column: Column) -> Needed | None:
    """Return the support of least present value among the numbers that were solved for in a case."""
    found = [one.needed for one in comparison.break_evens if one.case == column.scenario.name and one.needed]
    return min(found, key=lambda one: one.present_yuan, default=None)
