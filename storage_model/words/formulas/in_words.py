"""A row's formula as a reader would write it, in both languages."""

from collections.abc import Callable, Iterable

from storage_model.words.formulas.formula import Formula, Part
from storage_model.words.label import Label, text
from storage_model.words.labels.lookup import row_label, statement_label

Named = Callable[[Part], Iterable[str]]
"""the rows a part stands for, each as `statement.row`"""


def in_words(formula: Formula, named: Named) -> Label:
    """Return a formula in words: a sum with its signs, a ratio, the row it repeats, or what only words say."""
    if formula.words is not None:
        return formula.words
    if len(formula.parts) == 1 and not formula.parts[0].row.endswith("*"):
        return _repeated(formula.parts[0])
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


def _repeated(part: Part) -> Label:
    """Return a row that is another one, which is often called the same, with the statement where that stands."""
    statement, _, row = part.row.partition(".")
    label, place = row_label(row), statement_label(statement)
    sign = "" if part.sign > 0 else "− "
    zh, en = ("上年", " of the year before") if part.before else ("", "")
    return text(f"{sign}{zh}{label.zh}〔{place.zh}〕", f"{sign}{label.en}{en} [{place.en}]")


def _ratio_in_words(formula: Formula) -> Label:
    over, under = (row_label(part.row.partition(".")[2]) for part in formula.parts)
    return text(f"{over.zh} ÷ {under.zh}", f"{over.en} / {under.en}")
