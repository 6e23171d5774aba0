"""compare.xlsx: 方案对比 on top, the years it is computed from, then tables of results."""

from pathlib import Path
from typing import Any

from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.words import COMPARE_WORDS
from storage_model.report.comparing.workbook.beside import beside_sheet
from storage_model.report.comparing.workbook.tables import result_sheets
from storage_model.report.comparing.workbook.years import years_of
from storage_model.workbook.core import PROFILE
from storage_model.workbook.indicators.profile import ProfileSheet
from storage_model.workbook.write.file import write_file
from storage_model.workbook.write.formats import Formats
from storage_model.workbook.write.indicator_sheet import write_profile_sheet
from storage_model.workbook.write.plain_sheet import write_plain_sheet
from storage_model.workbook.write.year_sheet import write_year_sheet


def write_compare_workbook(comparison: Comparison, path: Path) -> None:
    """Write the workbook of a comparison; it appears complete or not at all."""
    years, profile = years_of(comparison), ProfileSheet(name=PROFILE)
    beside, results = beside_sheet(comparison, years, profile), list(result_sheets(comparison))
    names = (beside.name, years.flows.name, years.purse.name, *(one.name for one in results), profile.name)

    def fill(book: Any, page_class: type) -> None:
        formats = Formats(book)
        pages = {name: book.add_worksheet(name, page_class) for name in names}
        for sheet in (beside, *results):
            write_plain_sheet(pages[sheet.name], sheet, formats)
        for by_year in (years.flows, years.purse):
            write_year_sheet(pages[by_year.name], by_year, formats, years.first_year)
        write_profile_sheet(pages[profile.name], profile, formats)

    title = comparison.base.scenario.title
    write_file(path, fill, title=f"{COMPARE_WORDS['title'].zh} · {title.zh}", subject="方案对比工作簿")
