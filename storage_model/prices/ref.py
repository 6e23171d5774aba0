"""How an input file names a series, and which conventions the data file keeps to."""

from typing import Annotated, Literal

from pydantic import Field

from storage_model.records import InputRecord, Positive

Count = Annotated[int, Field(ge=0)]


class SeriesRef(InputRecord):
    """A column of a file; the path is relative to the file that names it.

    Nothing but file, column and unit is needed when the first column holds ISO starts of steps with their offset.
    Whatever else a file does is declared here; what is not declared is refused, never guessed.
    """

    file: str
    """文件 / path of the data file, relative to this file: text, workbook, Parquet or JSON"""
    column: str
    """列名 / name of the column; with `layout: wide` the first and last of the block, e.g. `00:15..24:00`"""
    unit: str
    """单位 / unit of the values, e.g. yuan_per_mwh, yuan_per_kwh, eur_per_mwh, m3_per_min, percent"""

    timestamp: str | None = None
    """时刻列 / column that holds date and time together; the first column unless another is declared"""
    date: str | None = None
    """日期列 / column of the date, beside `time` or `period`, or alone for daily values"""
    time: str | None = None
    """时间列 / column of the clock time"""
    period: str | None = None
    """时段列 / column of the number of the period in its day, e.g. 1 to 96"""
    first_period: Count | None = None
    """首时段编号 / number of the first period of a day; 1 unless declared"""
    day: str | None = None
    """日期 / the day every row belongs to, YYYY-MM-DD, where the file holds no date"""
    date_order: Literal["ymd", "dmy", "mdy"] | None = None
    """日期顺序 / order of day and month in dates that do not begin with the year"""
    label: Literal["start", "end", "range"] | None = None
    """时标 / whether a time marks the start or the end of its step, or is a range from start to end"""
    step_minutes: Positive | None = None
    """时段长度 / length of a step [min]; found from the times unless declared, needed with `period`"""
    zone: str | None = None
    """时区 / zone of the market's clock, +08:00 or a place such as Europe/Berlin; that of times without offset"""
    ignore_offset: bool | None = None
    """忽略时差 / true: the offset written in the times is wrong, the clock is that of `zone`"""

    encoding: Literal["auto", "utf-8", "gb18030", "utf-16"] | None = None
    """编码 / encoding of a text file; auto: byte-order mark, then UTF-8, then GB18030, each strictly"""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """分隔符 / character between cells; a comma unless declared"""
    decimal: Literal[".", ","] | None = None
    """小数点 / decimal mark; a point unless declared"""
    sheet: str | None = None
    """工作表 / name of the sheet, or of the list in a JSON file, where there are several"""
    skip_rows: Count | None = None
    """跳过行数 / rows above the row of names"""
    units_row: bool | None = None
    """单位行 / true: the row below the names holds units"""
    layout: Literal["long", "wide"] | None = None
    """版式 / long: one row per step; wide: one row per day, one column per step"""
    where: dict[str, str | int | float] | None = None
    """筛选 / keep the rows that hold these values in these columns, where a file interleaves several series"""

    year: int | None = None
    """年份 / keep one calendar year of a longer file"""
    first_day: str | None = None
    """起始日 / first day to keep, YYYY-MM-DD"""
    last_day: str | None = None
    """截止日 / last day to keep, YYYY-MM-DD"""
    change_frac_per_year: Annotated[float, Field(gt=-1, le=1)] = 0.0
    """年变化率 / yearly change of the whole series after its year, e.g. -0.03 for a gas field that declines"""
    yuan_per_currency: Positive | None = None
    """汇率 / yuan for one unit of the file's currency, where the unit is not in yuan"""
