"""What people open of an answer: the page, its tables, its charts as files."""

from pathlib import Path

from storage_model.report.figures import write_figures
from storage_model.report.page.csv_files import write_tables
from storage_model.report.page.page import Page, html_of
from storage_model.report.page.pdf import pdf_of
from storage_model.words.label import Lang

PAGE, PDF, TABLES, FIGURES = "report.html", "report.pdf", "tables", "figures"
PAGE_FILES = (PAGE, PDF, TABLES, FIGURES)


def write_page_files(page: Page, folder: Path, *, lang: Lang, figures: bool, pdf: bool = False) -> None:
    """Write the page, opening in `lang`, and its tables; if asked for, the charts and the PDF too, in that language."""
    (folder / PAGE).write_text(html_of(page, lang=lang), encoding="utf-8", newline="")
    write_tables(page, folder / TABLES)
    if figures:
        write_figures(page.figures.all(), folder / FIGURES, lang)
    if pdf:
        (folder / PDF).write_bytes(pdf_of(page, lang=lang))
