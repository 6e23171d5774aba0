"""How cells look: one format for each unit and kind of cell, made once."""

from typing import Any, Final

from storage_model.words.label import Unit
from storage_model.workbook.grid import Look

FONT: Final = "Microsoft YaHei"
INPUT_FILL, BAND_FILL, HEAD_FILL, GREEN, RED = "#DDEBF7", "#1F3864", "#D9E1F2", "#C6EFCE", "#FFC7CE"
_MONEY: Final = '#,##0.00;[Red]-#,##0.00;"–"'
NOTHING: Final = '"–"'
_NUMBERS: Final[dict[Unit, str]] = {
    "yuan": _MONEY,
    "frac": "#,##0.00%",
    "years": "0.00",
    "year": "0",
    "mw": "#,##0.00",
    "mwh": '#,##0;[Red]-#,##0;"–"',
    "yuan_per_mwh": "#,##0.00",
    "times": "#,##0.0",
    "ratio": "#,##0.00",
    "count": "#,##0",
    "h": "#,##0.00",
    "m3": "#,##0",
    "m3_per_kwh": "0.000",
    "gj": "#,##0",
    "t": "#,##0",
    "text": "General",
    "none": "General",
}


TITLE_HEIGHT: Final = 22
"""of words of 14 points"""


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """Return the format with some properties, on top of font and size."""
        whole = {"font_name": FONT, "font_size": 9, "valign": "vcenter", **properties}
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
        return self._made[key]

    def plain(self, **properties: Any) -> Any:
        """Return a format of some properties alone, as conditions lay over a cell."""
        key = (("condition", True), *sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def number(self, unit: Unit, look: Look, *, strong: bool = False, bold: bool = False, fits: bool = False) -> Any:
        """Return the format of a number: black where computed, grey from the run, blue where it may be changed.

        What says why there is no number is shrunk to its cell where it `fits`.
        """
        heavy = {"bold": True} if bold else _strong(strong)
        room = {"shrink": True} if fits else {}
        return self.of(num_format=_NUMBERS[unit], align="right", **_LOOKS[look], **heavy, **room)

    def input(self, number_format: str, *, live: bool) -> Any:
        """Return the format of an input: blue on blue where the statements follow it, grey where only a run does."""
        return self.of(num_format=number_format, align="right", **_LOOKS["input" if live else "value"])

    def words(self, *, strong: bool = False, pale: bool = False, wrap: bool = False, fits: bool = False) -> Any:
        """Return the format of words; what has others beside it is wrapped, or shrunk to its cell where it `fits`."""
        colour = {"font_color": "#7F7F7F"} if pale else {}
        room = {"shrink": True} if fits else {}
        return self.of(text_wrap=wrap, **colour, **_strong(strong), **room)

    def reason(self) -> Any:
        """Return the format of words that stand where a number of the run would, in a narrow column."""
        return self.of(text_wrap=True, align="right", **_LOOKS["value"])

    def unit(self, *, strong: bool = False) -> Any:
        """Return the format of a unit."""
        return self.of(align="center", font_color="#7F7F7F", **_strong(strong))

    def write_title(self, page: Any, words: str) -> None:
        """Write a sheet's title; not every program makes a line as high as its words."""
        page.set_row(0, TITLE_HEIGHT)
        page.write_string(0, 0, words, self.of(bold=True, font_size=14, font_color=BAND_FILL))

    def band(self, *, small: bool = False, fits: bool = False) -> Any:
        """Return the format of a line that names what follows; words with others beside them are shrunk to `fit`."""
        room = {"shrink": True} if fits else {}
        if small:
            return self.of(bold=True, bg_color="#F2F2F2", font_color=BAND_FILL, **room)
        return self.of(bold=True, bg_color=BAND_FILL, font_color="#FFFFFF", **room)

    def head(self) -> Any:
        """Return the format of a column's name."""
        return self.of(bold=True, bg_color=HEAD_FILL, align="center", text_wrap=True, bottom=1)


_LOOKS: Final[dict[Look, dict[str, Any]]] = {
    "formula": {},
    "value": {"font_color": "#595959", "italic": True},
    "input": {"font_color": "#0000FF", "bg_color": INPUT_FILL},
}


def _strong(strong: bool) -> dict[str, Any]:
    return {"bold": True, "top": 1} if strong else {}
