"""The charts as files for slides: SVG to scale, PNG to paste; in one language, on white, under their titles."""

import re
from collections.abc import Iterable
from pathlib import Path

from storage_model.report.charts.figure import Figure
from storage_model.report.fonts import font_file
from storage_model.words.label import Lang

PNG_SCALE = 2.0
"""pixels for each unit of a drawing: 1680 across"""


def file_name(key: str) -> str:
    """Return a key as a file may be called: letters, figures, `-` and `_`, Chinese characters too."""
    return re.sub(r"[^\w-]", "_", key)


def write_figures(figures: Iterable[Figure], folder: Path, lang: Lang) -> None:
    """Write `<key>.svg` and `<key>.png` of every chart below `folder`; the PNG needs no font of the machine."""
    import vl_convert

    vl_convert.register_font_directory(str(font_file().parent))
    folder.mkdir()
    for figure in figures:
        name = file_name(figure.key)
        svg = figure.drawing.alone(lang, figure.title.of(lang), figure.alt.of(lang))
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8", newline="")
        (folder / f"{name}.png").write_bytes(vl_convert.svg_to_png(svg, scale=PNG_SCALE))
