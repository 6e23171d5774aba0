"""The words of a series reference as options of the command line, collected into one argument."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click


class _Character(click.ParamType[Any]):
    """One character, or the word tab."""

    name = "CHARACTER"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the character."""
        if value in ("tab", "\\t"):
            return "\t"
        if len(value) != 1:
            self.fail(f"{value!r} is not one character; a tab is written tab", param, ctx)
        return value


_TEXT, _WHOLE = click.STRING, click.IntRange(min=0)
# word of the reference, type, help; the words and what they mean are those of docs/price-files.md
OPTIONS: tuple[tuple[str, Any, str], ...] = (
    ("column", _TEXT, "列名 · Column; for a wide sheet first..last."),
    ("unit", _TEXT, "单位 · Unit: yuan_per_mwh, yuan_per_kwh, eur_per_mwh …"),
    ("timestamp", _TEXT, "时刻列 · Column of date and time together."),
    ("date", _TEXT, "日期列 · Column of the date."),
    ("time", _TEXT, "时间列 · Column of the clock time."),
    ("period", _TEXT, "时段列 · Column of the number of the period."),
    ("first_period", _WHOLE, "首时段编号 · Number of the first period [1]."),
    ("day", _TEXT, "日期 · Day of every row, where the file has none."),
    ("date_order", click.Choice(["ymd", "dmy", "mdy"]), "日期顺序 · Order of day and month."),
    ("label", click.Choice(["start", "end", "range"]), "时标 · Times mark start or end of a step."),
    ("step_minutes", click.FloatRange(min=0, min_open=True), "时段长度 · Length of a step [min]."),
    ("zone", _TEXT, "时区 · +08:00 or Europe/Berlin [+08:00]."),
    ("encoding", click.Choice(["auto", "utf-8", "gb18030", "utf-16"]), "编码 · Encoding [auto]."),
    ("delimiter", _Character(), "分隔符 · Character between cells, or tab [,]."),
    ("decimal", click.Choice([".", ","]), "小数点 · Decimal mark [.]."),
    ("sheet", _TEXT, "工作表 · Sheet, or list in a JSON file."),
    ("skip_rows", _WHOLE, "跳过行数 · Rows above the names."),
    ("layout", click.Choice(["long", "wide"]), "版式 · Row per step, or row per day."),
    ("year", click.INT, "年份 · Keep one year."),
    ("first_day", _TEXT, "起始日 · First day to keep."),
    ("last_day", _TEXT, "截止日 · Last day to keep."),
    ("yuan_per_currency", click.FloatRange(min=0, min_open=True), "汇率 · Yuan for one unit of the currency."),
)
FLAGS = (
    ("ignore_offset", "忽略时差 · The offset written in the times is wrong."),
    ("units_row", "单位行 · Units stand below the names."),
)


def series_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options; it is called with `words`, those that were typed."""

    @wraps(command)
    def collected(**typed: Any) -> None:
        words = {key: typed.pop(key) for key, *_ in (*OPTIONS, *FLAGS)}
        words["where"] = _pairs(typed.pop("where")) or None
        command(words={key: word for key, word in words.items() if word is not None and word is not False}, **typed)

    given: Callable[..., None] = collected
    for key, kind, words in reversed(OPTIONS):
        given = click.option(f"--{key.replace('_', '-')}", key, type=kind, help=words)(given)
    for key, words in FLAGS:
        given = click.option(f"--{key.replace('_', '-')}", key, is_flag=True, help=words)(given)
    help_where = "筛选 · Keep rows with this value; as often as needed."
    return click.option("--where", multiple=True, metavar="COLUMN=VALUE", help=help_where)(given)


def _pairs(typed: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in typed]
    wrong = [text for text, (_, mark, _) in zip(typed, pairs, strict=True) if not mark]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is no COLUMN=VALUE", param_hint="--where")
    return {name.strip(): value.strip() for name, _, value in pairs}
