"""A row's formula as a reader would write it, in both languages."""

from collections.abc import Callable, Iterable

from storage_model.words.formulas.formula import Formula, Part
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import row_label

Named = Callable[[Part], Iterable[str]]
"""the rows a part stands for, each as `statement.row`"""


def in_words(formula: Formula, named: Named) -> Label:
    """Return a formula in words: a sum with its signs, a ratio, or what only words say."""
    if formula.words is not None:
        return formula.words
    return sum_in_words(formula, named) if formula.kind == "sum" else _ratio_in_words(formula)


def sum_in_words(formula: Formula, named: Named) -> Label:
    """Return a sum of rows with their signs."""
    zh, en = [], []
    for part in formula.parts:
        if part.row.endswith("*"):
            zh.append("各收支项之和")
            en.append("sum of its streams")
            continue
        for name in named(part):
            label, sign = row_label(name.partition(".")[2]), "+ " if part.sign > 0 else "− "
            zh.append(f"{sign}{'上年' if part.before else ''}{label.zh}")
            en.append(f"{sign}{label.en}{' of the year before' if part.before else ''}")
    return text(" ".join(zh).removeprefix("+ "), " ".join(en).removeprefix("+ "))


def _ratio_in_words(formula: Formula) -> Label:
    over, under = (row_label(part.row.partition(".")[2]) for part in formula.parts)
    return text(f"{over.zh} ÷ {under.zh}", f"{over.en} / {under.en}")
