"""How a sheet prints: A4, as wide as the page, names repeated, numbered."""

from typing import Any

from storage_model.workbook.write.heights import LINE_HEIGHT

_A4 = 9


def landscape(page: Any, head_lines: int, last_column: int, last_line: int) -> None:
    """Set a wide sheet up for printing."""
    page.set_landscape()
    _common(page, head_lines)
    page.print_area(0, 0, last_line, last_column)


def portrait(page: Any, head_lines: int) -> None:
    """Set a narrow sheet up for printing."""
    page.set_portrait()
    _common(page, head_lines)


def _common(page: Any, head_lines: int) -> None:
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&8&A&R&8&P / &N")
    if head_lines:
        page.repeat_rows(0, head_lines - 1)
    page.hide_gridlines(2)
    page.set_zoom(90)
    page.set_default_row(LINE_HEIGHT)
