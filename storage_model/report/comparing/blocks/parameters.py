"""What the numbers that a comparison moves are called, for those who have not written the files."""

import re

from storage_model.cases.compare.break_even import IsoReturn
from storage_model.cases.compare.compare import Comparison
from storage_model.words.assumptions import FRACTION, input_words, owner_of, section_of
from storage_model.words.label import Label, text

_AFTERTHOUGHT = re.compile("[;:] ")
"""what a field's description says beyond its name"""
_IN_CHINESE = {"yuan": "元", "yr": "年"}


def parameter_label(comparison: Comparison, case: str, path: str) -> Label:
    """Return whose number a key path of a case is, what its field is called, and its unit."""
    scenario = comparison.case(case).scenario
    field, unit = input_words(scenario, path)
    owner = owner_of(scenario, section_of(path))
    zh, en = field.zh, _AFTERTHOUGHT.split(field.en)[0]
    unit = unit.removeprefix(FRACTION).strip()
    if unit:
        zh, en = f"{zh}（{_in_chinese(unit)}）", f"{en} ({unit})"
    return text(zh, en) if owner is None else text(f"{owner.zh} · {zh}", f"{owner.en}: {en}")


def map_labels(comparison: Comparison, found: IsoReturn) -> tuple[Label, Label]:
    """Return what both numbers of a map are called."""
    first, second = (axis.parameter.path for axis in (found.first, found.second))
    return parameter_label(comparison, found.case, first), parameter_label(comparison, found.case, second)


def _in_chinese(unit: str) -> str:
    for word, zh in _IN_CHINESE.items():
        unit = unit.replace(word, zh)
    return unit
