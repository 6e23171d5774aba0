"""What `--target`, `--break-even` and `--map` say, or the way to write them (exit status 2)."""

from typing import TYPE_CHECKING

import click

from storage_model.cases.better import LESS_IS_BETTER

if TYPE_CHECKING:
    from storage_model.cases.compare.break_even import Aim, Axis
    from storage_model.cases.compare.parameter import Parameter


UNITS = ("", "_frac", "_yuan", "_years", "_yuan_per_mwh")


def aim_of(words: str, project: str) -> "Aim":
    """Return the aim of `irr_project_after_tax=0.06`; the unit at the end of the key may be left out."""
    from storage_model.cases.compare.break_even import Aim
    from storage_model.finance.indicators.crossing import Target
    from storage_model.words.labels.summary import SUMMARY_LABELS

    key, value = _split(words, "--target", "irr_project_after_tax=0.06")
    found = next((f"{key}{unit}" for unit in UNITS if f"{key}{unit}" in SUMMARY_LABELS), None)
    if found is None:
        raise click.BadParameter(f"unknown indicator {key!r}; see summary.json of a run", param_hint="--target")
    number = _number(value, "--target")
    return Aim(project=project, key=found, target=Target(value=number, at_most=found.startswith(LESS_IS_BETTER)))


def parameter_of(words: str) -> "Parameter":
    """Return the parameter of `role.key`, `role.key=0:500` or `role.key=0:500:0.1`."""
    from storage_model.cases.compare.parameter import Parameter

    key, _, span = words.partition("=")
    if "." not in key:
        raise click.BadParameter(f"{key!r} is no key path; write role.key", param_hint="--break-even")
    parts = [_number(part, "--break-even") for part in span.split(":")] if span else []
    if len(parts) not in (0, 2, 3):
        raise click.BadParameter("write KEY=START:LIMIT or KEY=START:LIMIT:STEP", param_hint="--break-even")
    start, limit = (parts[0], parts[1]) if parts else (0.0, None)
    step = parts[2] if len(parts) == 3 else None
    if step is not None and step <= 0:
        raise click.BadParameter("a step is above zero", param_hint="--break-even")
    return Parameter(path=_path(key), start=start, limit=limit, given_step=step)


def axes_of(words: tuple[str, str]) -> "tuple[Axis, Axis]":
    """Return both sides of a map from `role.key=0:300:7`."""
    return _axis(words[0]), _axis(words[1])


def _axis(words: str) -> "Axis":
    from storage_model.cases.compare.break_even import Axis
    from storage_model.cases.compare.parameter import Parameter

    key, span = _split(words, "--map", "capacity_price.rate_yuan_per_kw_year=0:600:7")
    parts = span.split(":")
    if len(parts) != 3:
        raise click.BadParameter("write KEY=LOW:HIGH:COUNT", param_hint="--map")
    low, high, count = (_number(part, "--map") for part in parts)
    if not (high > low and count == int(count) and 2 <= count <= 50):
        raise click.BadParameter("LOW below HIGH, and COUNT from 2 to 50", param_hint="--map")
    steps = int(count) - 1
    values = tuple(low + (high - low) * number / steps for number in range(steps + 1))
    return Axis(parameter=Parameter(path=_path(key)), values=values)


def _path(key: str) -> str:
    """Return the key path; a role stands for `policies.<role>`."""
    first = key.partition(".")[0]
    inputs = ("policies", "projects", "assets", "markets", "prices", "price_path", "connection")
    return key if first in inputs else f"policies.{key}"


def _split(words: str, hint: str, example: str) -> tuple[str, str]:
    key, sign, value = words.partition("=")
    if not sign or not key or not value:
        raise click.BadParameter(f"write it like {example}", param_hint=hint)
    return key, value


def _number(text: str, hint: str) -> float:
    from math import isfinite

    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise click.BadParameter(f"{text!r} is no number", param_hint=hint)
    return number
