"""Owners and loans under the names the case gives them, where statements only number them."""

import re
from typing import Final

from storage_model.cases.answer import CaseAnswer, ProjectAnswer
from storage_model.policies.document import Title
from storage_model.words.label import Label
from storage_model.words.labels.lookup import figure_label, row_label, statement_label
from storage_model.words.labels.statements import NUMERALS

_INVESTOR: Final = re.compile(r"investor_(\d+)_")
_LOAN: Final = re.compile(r"loan_(\d+)(?:_|$)")


def statement_title(answer: CaseAnswer, project: ProjectAnswer, key: str) -> Label:
    """Return the name of a statement; an owner's cash flow with the owner's name."""
    return _owned(answer, project, key, statement_label(key))


def figure_title(answer: CaseAnswer, project: ProjectAnswer, key: str) -> Label:
    """Return the name of a row of 财务指标汇总表; an owner's return with the owner's name."""
    return _owned(answer, project, key, figure_label(key))


def row_title(answer: CaseAnswer, project: ProjectAnswer, key: str) -> Label:
    """Return the name of a statement's row; one of a single loan with the loan's name."""
    label, found = row_label(key), _LOAN.search(key)
    terms = answer.scenario.projects.get(project.name)
    if found is None or terms is None:
        return label
    return _named(label, [loan.title for loan in terms.loans.values()], int(found[1]), ("借款", "Loan"))


def _owned(answer: CaseAnswer, project: ProjectAnswer, key: str, label: Label) -> Label:
    found, terms = _INVESTOR.search(key), answer.scenario.projects.get(project.name)
    if found is None or terms is None or not terms.investors:
        return label
    titles = [owner.title for owner in terms.investors.values()]
    return _named(label, titles, int(found[1]), ("投资方", "nvestor"))


def _named(label: Label, titles: list[Title], number: int, words: tuple[str, str]) -> Label:
    """Return the label with `借款一` or `Loan 1` followed by the name."""
    title = titles[number - 1]
    zh, en = f"{words[0]}{NUMERALS[number - 1]}", f"{words[1]} {number}"
    return Label(
        zh=label.zh.replace(zh, f"{zh} {title.zh}"), en=label.en.replace(en, f"{en} {title.en}"), unit=label.unit
    )
