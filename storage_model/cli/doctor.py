"""`storage-model doctor`: whether this machine has what a run needs."""

from typing import TYPE_CHECKING, Any

import click

from storage_model.cli.options import echo_json, json_option, lang_option

if TYPE_CHECKING:
    from storage_model.words.label import Lang


@click.command()
@lang_option
@json_option
def doctor(lang: "Lang", as_json: bool) -> None:
    """体检 · Versions, a tiny problem with a known optimum, fonts, disk, console, optional parts.

    \b
    检查各组件版本、一个已知最优解的小算例、字体、磁盘、控制台和可选组件；
    缺少计算所需的条件时，退出码为 8。

    Exit status 8 when something a run needs is missing.
    """
    from storage_model.cli.doctor_checks import examined
    from storage_model.problems import MissingPartError

    found = examined()
    if as_json:
        echo_json([_as_data(one) for one in found])
    else:
        from storage_model.cli.show_table import console, show_table
        from storage_model.runs.reading.screen_tables import ScreenTable

        words = {"ok": ("正常", "ok"), "note": ("注意", "note"), "missing": ("缺失", "missing")}
        place = 0 if lang == "zh" else 1
        rows = tuple((one.label.of(lang), words[one.state][place], one.words.of(lang)) for one in found)
        head = ("", "状态", "说明") if lang == "zh" else ("", "state", "what was found")
        show_table(ScreenTable(title="", head=head, rows=rows, left=3), console())
    missing = [one.label.of(lang) for one in found if one.state == "missing"]
    if missing:
        raise MissingPartError(("缺少：" if lang == "zh" else "missing: ") + ", ".join(missing))


def _as_data(one: Any) -> dict[str, str]:
    return {"key": one.key, "state": one.state, "zh": one.words.zh, "en": one.words.en}
