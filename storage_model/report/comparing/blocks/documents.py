"""The documents behind the policies of all cases, and which of their numbers nobody has published."""

from storage_model.cases.compare.compare import Comparison
from storage_model.policies.document import Document
from storage_model.report.comparing.blocks.basis import assumed_numbers, policies_of
from storage_model.report.comparing.blocks.block import NOTHING, Block, Cells, titled
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.words.label import Label, text

_HEADS = ("instrument", "document", "region", "status", "payer", "date_read", "assumed_numbers")


def documents_block(comparison: Comparison) -> Block:
    """Return each policy of the project once, with its document, where it holds, who pays, what is assumed in it."""
    seen: dict[str, Cells] = {}
    for column in comparison.columns:
        for role, policy in policies_of(column).items():
            words = source_words(policy)
            assumed = assumed_numbers(column.scenario, role)
            seen[f"{policy.title.zh}{words.en}{assumed.zh}"] = (
                titled(policy.title),
                words if words.en else WORDS["assumed"],
                text(policy.region),
                WORDS[policy.status],
                NOTHING if policy.paid_by is None else WORDS[policy.paid_by],
                text(policy.date_read),
                assumed if assumed.zh else NOTHING,
            )
    heads = tuple(WORDS[key] for key in _HEADS)
    return Block(key="policies", title=WORDS["policies"], note=text(""), heads=heads, rows=tuple(seen.values()))


def source_words(policy: Document) -> Label:
    """Return number and source of a document, empty where it has neither."""
    zh, en = (
        " · ".join(one for one in (policy.document, source) if one)
        for source in (policy.source_zh or policy.source, policy.source)
    )
    return text(zh, en)
