"""Which factors go together: the rank correlation the file asks for, and that of the draws."""

from storage_model.cases.ranges.ranges import Ranges
from storage_model.report.comparing.blocks.block import Block, Cells
from storage_model.report.ranging.words import factor_words
from storage_model.words.label import text


def correlated(found: Ranges) -> Block:
    """Return the table of the pairs a file names; without rows where it names none."""
    asked, names = found.file.asked, list(found.file.asked.factors)
    rows: list[Cells] = []
    for pair in asked.correlations:
        first, second = pair.between
        attained = found.correlations[names.index(first), names.index(second)]
        labels = (factor_words(name, asked.factors[name]) for name in pair.between)
        rows.append((*labels, text(f"{pair.rank_correlation:.2f}"), text(f"{attained:.2f}")))
    heads = (
        text("因素", "Factor"),
        text("另一因素", "Other factor"),
        text("文件所给", "Asked"),
        text("样本实际", "Of the draws"),
    )
    note = text(
        "秩相关系数（Spearman）；未列的各对因素按独立抽取。两列之差为抽样误差，样本越多越小。",
        "Rank correlations (Spearman); pairs not listed are drawn as independent. What lies between the columns is "
        "chance, less the more draws there are.",
    )
    return Block(
        key="correlations", title=text("因素之间的相关", "Which go together"), note=note, heads=heads, rows=tuple(rows)
    )
