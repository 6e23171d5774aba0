"""What `prices check` and `prices profile` say, for a reader and for a program."""

import json
from dataclasses import asdict
from math import isnan
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage_model.horizon import Horizon
    from storage_model.prices.profile import Profile
    from storage_model.prices.read.inspect import FileCheck

NAMES_SHOWN = 12
# The commonest low value of a market without a floor stands in a few steps by chance.
LEAST_AT_FLOOR_FRAC = 0.001
_QUOTED = set(":,;{}[]#'\"\t")


def check_words(check: "FileCheck") -> str:
    """Return what a file holds, in a few lines."""
    errors = sum(problem.severity == "error" for problem in check.problems)
    lines = [f"{check.shown}: {'可用 · ready' if check.ready else f'有 {errors} 个问题 · {errors} problems'}"]
    if check.format:
        names = ", ".join(check.header[:NAMES_SHOWN]) + (" …" if len(check.header) > NAMES_SHOWN else "")
        lines.append(_row("格式 · format", check.format))
        lines.append(_row("行列 · rows", f"{check.rows} × {len(check.header)}: {names}"))
    if check.series:
        lines.append(_row("时间 · time", _span(next(iter(check.series.values())).horizon)))
    if check.declaration:
        words = ", ".join(f"{key}: {_yaml(word)}" for key, word in check.declaration.items())
        lines.append(_row("声明 · declare" if check.ready else "建议声明 · declare", f"{{{words}}}"))
    for name, profile in _profiles(check):
        shares = f"零 · zero {profile.zero_frac:.1%}, 负 · negative {profile.negative_frac:.1%}"
        level = f"均值 · mean {profile.mean:.6g}, {profile.lowest:.6g} … {profile.highest:.6g}"
        lines.append(_row(name, f"{level}, {shares}"))
    return "\n".join(lines)


def profile_words(check: "FileCheck") -> str:
    """Return the profile of every series of a file."""
    lines: list[str] = []
    for name, profile in _profiles(check):
        series = check.series[name]
        unit = f" [{series.unit}]" if series.unit != "number" else ""
        lines += [f"{check.shown} · {name}{unit}", _row("时间 · time", _span(series.horizon))]
        quantiles = ", ".join(f"p{share * 100:g} {value:.2f}" for share, value in profile.quantiles.items())
        lines.append(_row("均值 · mean", f"{profile.mean:.2f}  ({profile.lowest:.2f} … {profile.highest:.2f})"))
        lines.append(_row("分位 · quantiles", quantiles))
        at_floor = profile.at_floor_frac >= LEAST_AT_FLOOR_FRAC
        floor = f"{profile.floor:.2f}: {profile.at_floor_frac:.1%}" if at_floor else "无 · none"
        shares = f"零价 · zero {profile.zero_frac:.1%}, 负价 · negative {profile.negative_frac:.1%}"
        lines.append(_row("地板价 · floor", f"{floor}; {shares}"))
        lines += _spread(profile)
        hours = [f"{hour:02d} h {value:.1f}" for hour, value in enumerate(profile.hour_means) if not isnan(value)]
        lines += _table("小时均值 · by hour", hours, 6)
        lines += _table("月均值 · by month", [f"{month} {mean:.1f}" for month, mean in profile.month_means.items()], 6)
    return "\n".join(lines)


def check_json(checks: "Sequence[FileCheck]") -> str:
    """Return the same as JSON, one entry a file."""
    return json.dumps([_as_data(check) for check in checks], ensure_ascii=False, indent=1)


def profile_json(checks: "Sequence[FileCheck]") -> str:
    """Return the profiles as JSON, one entry a series; hours without a step are null."""
    found = []
    for check in checks:
        for name, profile in _profiles(check):
            data = asdict(profile)
            data["hour_means"] = [None if isnan(mean) else mean for mean in profile.hour_means.tolist()]
            data["quantiles"] = {f"p{share * 100:g}": value for share, value in profile.quantiles.items()}
            series = check.series[name]
            found.append(
                {"file": check.shown, "column": name, "unit": series.unit, **_time(series.horizon), "profile": data}
            )
    return json.dumps(found, ensure_ascii=False, indent=1)


def _as_data(check: "FileCheck") -> dict[str, Any]:
    return {
        "file": check.shown,
        "ready": check.ready,
        "format": check.format,
        "rows": check.rows,
        "columns": check.header,
        "declaration": check.declaration,
        "series": {name: _series_data(check, name, profile) for name, profile in _profiles(check)},
        "problems": [asdict(problem) for problem in check.problems],
    }


def _series_data(check: "FileCheck", name: str, profile: "Profile") -> dict[str, Any]:
    series = check.series[name]
    shares = {"zero_frac": profile.zero_frac, "negative_frac": profile.negative_frac}
    level = {"mean": profile.mean, "lowest": profile.lowest, "highest": profile.highest}
    return {"unit": series.unit, **_time(series.horizon), **level, **shares}


def _profiles(check: "FileCheck") -> "Iterable[tuple[str, Profile]]":
    from storage_model.prices.profile import profile_of

    return [(name, profile_of(series)) for name, series in check.series.items()]


def _spread(profile: "Profile") -> list[str]:
    if profile.spread is None:
        return []
    spread = profile.spread
    words = f"mean {spread.mean:.2f}, p10 {spread.p10:.2f}, p50 {spread.p50:.2f}, p90 {spread.p90:.2f}"
    ends = f"top {spread.top_mean:.2f}, bottom {spread.bottom_mean:.2f}; {spread.days} 天 · days"
    return [_row("日 2h 价差 · spread", f"{words}  ({ends})")]


def _time(horizon: "Horizon") -> dict[str, Any]:
    return {
        "start": horizon.start.isoformat(),
        "end": horizon.end.isoformat(),
        "zone": str(horizon.zone),
        "step_minutes": horizon.step_h * 60,
        "count": horizon.count,
    }


def _span(horizon: "Horizon") -> str:
    start, end = (f"{moment:%Y-%m-%d %H:%M}" for moment in (horizon.start, horizon.end))
    return f"{start} … {end} ({horizon.zone}), {horizon.count} × {horizon.step_h * 60:g} min"


def _table(head: str, cells: list[str], across: int) -> list[str]:
    rows = [", ".join(cells[start : start + across]) for start in range(0, len(cells), across)]
    return [_row(head if number == 0 else "", row) for number, row in enumerate(rows)]


def _row(head: str, words: str) -> str:
    width = 22 - sum(ord(letter) > 0x2E7F for letter in head)  # a Chinese character takes two columns
    return f"  {head:<{width}} {words}"


def _yaml(word: object) -> str:
    return json.dumps(word, ensure_ascii=False) if not isinstance(word, str) or set(word) & _QUOTED else word
