"""Who earned what: the gain of every case shared among its instruments."""

from collections.abc import Iterator

from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.shares import OTHER_INPUTS, Shares, other_parts
from storage_model.report.comparing.blocks.block import NOTHING, Block, Cells, money, plain, titled
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.words.label import Label, text

# Parts of the inputs that are named where more than policies differ.
MOST_NAMED = 3


def who_block(comparison: Comparison) -> Block:
    """Return a row for each instrument of each case: shared, alone, last, and its points of the return."""
    return Block(
        key="who",
        title=WORDS["who"],
        note=WORDS["who_note"],
        heads=tuple(WORDS[key] for key in ("case", "instrument", "shared", "alone", "last", "points")),
        rows=tuple(row for found in comparison.shares for row in _rows(comparison, found)),
    )


def _rows(comparison: Comparison, found: Shares) -> Iterator[Cells]:
    if found.worth is None:
        return
    case = titled(comparison.case(found.case).scenario.title)
    points = {} if found.rate is None else {one.name: 100 * one.shared for one in found.rate.shares}
    for one in found.worth.shares:
        amounts = (money(yuan) for yuan in (one.shared, one.alone, one.last))
        yield (case, instrument(comparison, found.case, one.name), *amounts, plain(points.get(one.name), "+,.2f"))
    if len(found.worth.shares) > 1:
        total = plain(None if found.rate is None else 100 * found.rate.total, "+,.2f")
        yield (case, WORDS["sum"], money(found.worth.total), NOTHING, NOTHING, total)


def instrument(comparison: Comparison, case: str, role: str) -> Label:
    """Return the title of a policy of a case, or of the base where the case took it out; other inputs by name."""
    if role == OTHER_INPUTS:
        parts, words = other_parts(comparison.base.scenario, comparison.case(case).scenario), WORDS["other_inputs"]
        shown = ", ".join(parts[:MOST_NAMED]) + (" …" if len(parts) > MOST_NAMED else "")
        return text(f"{words.zh}：{shown}", f"{words.en}: {shown}")
    policy = comparison.case(case).scenario.policies.get(role) or comparison.base.scenario.policies[role]
    return titled(policy.title)
