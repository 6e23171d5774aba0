"""How a number of each unit is called on a sheet."""

from typing import Final, get_args

from storage_model.words.format import unit_words
from storage_model.words.label import Unit

# Cells hold whole m³; an empty cell in a column of units would look forgotten.
_ON_A_SHEET: Final[dict[Unit, str]] = {"m3": "m³", "year": "年份", "ratio": "–", "count": "–"}
UNIT_WORDS: Final[dict[Unit, str]] = {unit: unit_words(unit, "zh") for unit in get_args(Unit)} | _ON_A_SHEET
