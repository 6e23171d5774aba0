"""What the public pays beyond the base, and what that buys."""

from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.purse import EVERYBODY
from storage_model.report.comparing.blocks.block import Block, Cells, case_heads, money, plain
from storage_model.report.comparing.blocks.brief import factor_words
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.words.format import percent
from storage_model.words.label import text

IN_WAN = frozenset({"support_yuan_per_point", "yuan_per_point", "yuan_per_firm_mw", "windfall_yuan"})
"""what reads best in 万元 among what support buys"""
BUYS = (
    "irr_gain_points", "support_yuan_per_point", "support_yuan_per_mwh", "support_yuan_per_t", "yuan_per_point",
    "yuan_per_mwh", "yuan_per_firm_mw", "yuan_per_t", "windfall_yuan", "leverage",
)  # fmt: skip


def purse_block(comparison: Comparison) -> Block:
    """Return present values by payer, tax that comes back, and the difference."""
    effects = [comparison.effects.get(column.scenario.name) for column in comparison.columns]
    rows: list[Cells] = []
    for payer in EVERYBODY:
        amounts = [None if one is None else one.by_payer_yuan[payer] for one in effects]
        if any(amounts):
            rows.append((WORDS[payer], *map(money, amounts)))
    for key in ("public_yuan", "tax_back_yuan", "net_yuan", "support_yuan"):
        rows.append((WORDS[key], *(money(None if one is None else getattr(one, key)) for one in effects)))
    rate, note = percent(comparison.yardsticks.discount_frac), WORDS["purse_note"]
    return Block(
        key="purse",
        title=WORDS["purse_present"],
        note=text(f"{note.zh}折现率 {rate}。", f"{note.en} Discount rate {rate}."),
        heads=case_heads(comparison, WORDS["payer"]),
        rows=tuple(rows) if len(comparison.columns) > 1 else (),
        parted=True,
    )


def buys_block(comparison: Comparison) -> Block:
    """Return the cost of one unit of each aim."""
    effects = [comparison.effects.get(column.scenario.name) for column in comparison.columns]
    rows: list[Cells] = []
    for key in BUYS:
        shown = money if key in IN_WAN else plain
        rows.append((WORDS[key], *(shown(None if one is None else getattr(one, key)) for one in effects)))
    hours, factors, note = f"{comparison.yardsticks.firm_hours:g} h", factor_words(comparison), WORDS["buys_note"]
    return Block(
        key="buys",
        title=WORDS["buys"],
        note=text(
            f"{note.zh}保证出力按 {hours} 计；{factors.zh}。", f"{note.en} Power is firm over {hours}; {factors.en}."
        ),
        heads=case_heads(comparison, WORDS["indicator"]),
        rows=tuple(rows) if len(comparison.columns) > 1 else (),
        parted=True,
    )
