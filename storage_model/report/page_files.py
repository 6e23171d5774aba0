"""What people open of an answer: the page, its tables, its charts as files."""

from pathlib import Path

from storage_model.report.figures import write_figures
from storage_model.report.label import Lang
from storage_model.report.page import Page, html_of
from storage_model.report.page_csv import write_tables

PAGE, TABLES, FIGURES = "report.html", "tables", "figures"
PAGE_FILES = (PAGE, TABLES, FIGURES)


def write_page_files(page: Page, folder: Path, *, lang: Lang, figures: bool) -> None:
    """Write the page, opening in `lang`, and its tables; with `figures` the charts too, in that language."""
    (folder / PAGE).write_text(html_of(page, lang=lang), encoding="utf-8", newline="")
    write_tables(page, folder / TABLES)
    if figures:
        write_figures(page.figures.all(), folder / FIGURES, lang)
