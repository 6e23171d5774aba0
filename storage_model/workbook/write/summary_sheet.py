"""The summary on paper: verdict and indicators, what readers look for by year, where to find it, two charts."""

from typing import Any, Final

from storage_model.words.label import Label
from storage_model.words.labels.lookup import figure_label, row_label, statement_label
from storage_model.workbook.core import Core
from storage_model.workbook.grid import EN, FIRST_YEAR, TOTAL, UNIT, ZH, Row, column_name
from storage_model.workbook.sheets.checks import CheckSheet
from storage_model.workbook.sheets.summary import BY_YEAR, FINDINGS, INDICATORS, NAME, row_of, verdict
from storage_model.workbook.units import UNIT_WORDS
from storage_model.workbook.write.cells import put
from storage_model.workbook.write.check_sheet import colour
from storage_model.workbook.write.dust import dash_for_dust
from storage_model.workbook.write.formats import Formats
from storage_model.workbook.write.paper import landscape

_PER_PROJECT: Final = 2
"""columns that a project's indicators take"""
_LIFE_LINE, _FIRST_LINE = 3, 4
_RED: Final = "#C00000"
_CHART_COLUMNS, _CHART_LINES = 9, 11


class SummaryWriter:
    """Writes the summary from top to bottom."""

    def __init__(self, page: Any, book: Any, core: Core, formats: Formats, first_year: int) -> None:
        self.page, self.book, self.core, self.formats, self.first_year = page, book, core, formats, first_year
        self.years = core.workings.years
        self.last = max(FIRST_YEAR + self.years - 1, TOTAL + _PER_PROJECT * len(core.accounts) - 1)

    def write(self, title: Label, checks: CheckSheet, warning: Label | None, life: Label | None) -> None:
        """Write the sheet; below the checks what a reader has to know of the years, a warning in red instead."""
        self.formats.write_title(self.page, f"{title.zh} {title.en}")
        about = "公式，随输入变化；单位：万元（另注者除外）· formulas that follow the inputs; 10,000 yuan unless said"
        self.page.write_string(1, ZH, about, self.formats.words(pale=True))
        self.page.write_string(2, ZH, "全部检查 All checks", self.formats.words(strong=True))
        put(self.page, 2, EN, checks.overall, self.formats.of(bold=True, align="center", border=1), home=NAME)
        colour(self.page, self.formats, "B3")
        for words, look in ((life, self.formats.words()), (warning, self.formats.of(bold=True, font_color=_RED))):
            if words is not None:
                self.page.write_string(_LIFE_LINE, ZH, f"{words.zh} · {words.en}", look)
        line = self._findings(self._indicators(_FIRST_LINE) + 1)
        line = self._years(line + 1)
        beside = TOTAL + _PER_PROJECT * len(self.core.accounts)
        room = self.last - beside + 1 >= _CHART_COLUMNS
        self._charts(_FIRST_LINE + 1 if room else line + 1, beside if room else ZH)
        for column, width in ((ZH, 27), (EN, 30), (UNIT, 7), (TOTAL, 12)):
            self.page.set_column(column, column, width)
        self.page.set_column(FIRST_YEAR, self.last, 10)
        landscape(self.page, 0, self.last, line if room else line + 20)

    def _band(self, line: int, zh: str, en: str) -> None:
        for column in range(self.last + 1):
            self.page.write_blank(line, column, None, self.formats.band())
        self.page.write_string(line, ZH, zh, self.formats.band(fits=True))
        self.page.write_string(line, EN, en, self.formats.band())

    def _words(self, line: int, label: Label, unit: str, *, strong: bool = False) -> None:
        self.page.write_string(line, ZH, label.zh, self.formats.words(strong=strong, fits=True))
        self.page.write_string(line, EN, label.en, self.formats.words(strong=strong, pale=True, fits=True))
        self.page.write_string(line, UNIT, unit, self.formats.unit(strong=strong))

    def _indicators(self, line: int) -> int:
        """Write verdict and indicators, one pair of columns for each project; return the line after."""
        self._band(line, "结论与主要指标", "Verdict and main indicators")
        for number, account in enumerate(self.core.accounts):
            left = TOTAL + _PER_PROJECT * number
            self.page.merge_range(line + 1, left, line + 1, left + 1, account.told.title.zh, self.formats.head())
        self.page.set_row(line + 1, 28)
        self._words(line + 2, Label(zh="结论", en="Verdict"), "", strong=True)
        self._words(line + 3, Label(zh="税后基准收益率", en="Hurdle rate after tax"), "%")
        for number, account in enumerate(self.core.accounts):
            look = self.formats.of(bold=True, align="center", top=1)
            self._pair(line + 2, number, verdict(account), look)
            hurdle = account.books.hurdle.project_after_tax
            self._pair(line + 3, number, hurdle, self.formats.number("frac", "formula"))
        for place, key in enumerate(INDICATORS, line + 4):
            label = figure_label(key)
            self._words(place, label, UNIT_WORDS[label.unit])
            for number, account in enumerate(self.core.accounts):
                if key in account.cells:
                    look = self.formats.number(label.unit, "formula", fits=True)
                    self._pair(place, number, account.cells[key], look)
        return line + 4 + len(INDICATORS)

    def _pair(self, line: int, number: int, given: Any, look: Any) -> None:
        left = TOTAL + _PER_PROJECT * number
        self.page.merge_range(line, left, line, left + 1, "", look)
        put(self.page, line, left, given, look, home=NAME)

    def _findings(self, line: int) -> int:
        """Write where readers find what they look for first; return the line after."""
        self._band(line, "在哪里找", "Where to find")
        for place, one in enumerate(FINDINGS, line + 1):
            row = row_of(self.core.accounts[0], one.statement, one.row)
            name, label = statement_label(one.statement), row_label(one.row)
            self._words(place, one.what, "")
            target = f"internal:'{row.home}'!A{row.line + 1}"
            words = f"{name.zh} → {label.zh}（第 {row.line + 1} 行）"
            look = self.formats.of(font_color="#0563C1", underline=1)
            self.page.write_url(place, TOTAL, target, look, words)
        return line + 1 + len(FINDINGS)

    def _years(self, line: int) -> int:
        """Write the rows readers look for by year, project by project; return the line after."""
        money: list[int] = []
        for account in self.core.accounts:
            self._band(line, f"逐年 · {account.told.title.zh}", f"By year: {account.told.title.en}")
            for year in range(self.years):
                self.page.write_number(
                    line, FIRST_YEAR + year, self.first_year + year,
                    self.formats.of(bold=True, bg_color="#1F3864", font_color="#FFFFFF", num_format="0"),
                )  # fmt: skip
            for place, (statement, key) in enumerate(BY_YEAR, line + 1):
                row, label = row_of(account, statement, key), row_label(key)
                self._words(place, label, UNIT_WORDS[label.unit])
                look = self.formats.number(label.unit, "formula")
                if label.unit == "yuan":
                    money.append(place)
                for year in row.over:
                    put(self.page, place, FIRST_YEAR + year, row, look, year=year, home=NAME)
            line += 2 + len(BY_YEAR)
        dash_for_dust(self.page, money, (FIRST_YEAR, FIRST_YEAR + self.years - 1), self.formats)
        return line

    def _charts(self, line: int, column: int) -> None:
        """Draw running cash and yearly profit of the first account, one below the other; they follow the statements.

        Their words are ours alone: the library takes a title that begins with an equals sign for a formula.
        """
        first = self.core.accounts[0]
        money = self.book.add_chart({"type": "line"})
        self._series(money, row_of(first, "project_cash_flow", "cumulative_after_tax"), "累计净现金流量（项目，税后）")
        self._series(money, row_of(first, "equity_cash_flow", "cumulative_after_tax"), "累计净现金流量（资本金）")
        self._finish(money, "累计净现金流量（万元）", line, column)
        profit = self.book.add_chart({"type": "column"})
        self._series(profit, row_of(first, "profit_and_distribution", "net_profit"), "净利润")
        self._series(profit, row_of(first, "debt_service", "debt_service"), "应还本付息额")
        self._finish(profit, "净利润与还本付息（万元）", line + _CHART_LINES, column)

    def _series(self, chart: Any, row: Row, name: str) -> None:
        left, right = column_name(FIRST_YEAR), column_name(FIRST_YEAR + self.years - 1)
        chart.add_series(
            {
                "name": name,
                "categories": f"='{row.home}'!${left}$3:${right}$3",
                "values": f"='{row.home}'!${left}${row.line + 1}:${right}${row.line + 1}",
            }
        )

    def _finish(self, chart: Any, title: str, line: int, column: int) -> None:
        chart.set_title({"name": title, "name_font": {"size": 11}})
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        chart.set_x_axis({"label_position": "low", "num_format": "0"})
        chart.set_size({"width": 640, "height": 180})
        self.page.insert_chart(line, column, chart, {"x_offset": 12, "y_offset": 6})
