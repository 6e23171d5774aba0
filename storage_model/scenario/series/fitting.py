"""What a series must be to stand in a case: in the unit its field asks for; as the price, of one whole year."""

import re
from collections.abc import Iterator

from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import Series
from storage_model.prices.unit import unit_named
from storage_model.problems import Problem
from storage_model.scenario.reading.tree import Branch, KeyPath, deepest, dotted

YEAR_HOURS = (8_760.0, 8_784.0)
_CURRENCY = re.compile(r"([a-z]{3})_per_")


def unit_problems(ref: SeriesRef, description: str, path: KeyPath, tree: Branch) -> Iterator[Problem]:
    """Yield the problem of a series in another unit than its field asks for, as the field's words say."""
    asked, unit = asked_unit(description), unit_named(ref.unit, ref.yuan_per_currency)
    if asked is None or unit is None or unit.name == asked:
        return
    foreign = _CURRENCY.match(unit.name)
    fix = f"write `unit: {asked}`, or name a column that is in it"
    if foreign and unit.name.removeprefix(foreign[1]) == asked.removeprefix("yuan"):
        fix = f"declare `yuan_per_currency`: the yuan paid for one {foreign[1].upper()}"
    place = deepest(tree, (*path, "unit")).place
    yield Problem(code="E114", place=place, key=dotted(path), got=f"unit {ref.unit}", expected=asked, fix=fix)


def asked_unit(description: str) -> str | None:
    """Return the unit of the model in the brackets behind a field's words, `[m³/h]`; None where no series has it."""
    bracket = re.search(r"\[([^\]]+)\]\s*$", description)
    written = "" if bracket is None else bracket[1].lower().replace("³", "3").replace("·", "_").replace("/", "_per_")
    unit = unit_named("frac" if written == "0–1" else written, None)
    return None if unit is None else unit.name


def year_problems(price: Series, path: KeyPath, tree: Branch) -> Iterator[Problem]:
    """Yield what makes a price series unfit to stand for one year."""
    place, hours = deepest(tree, (*path, "file")).place, price.horizon.hours
    if not any(abs(hours - year) < 1e-6 for year in YEAR_HOURS):
        longer = hours > YEAR_HOURS[1]
        yield Problem(
            code="E212",
            place=place,
            key=dotted(path),
            got=f"{price.horizon.count} steps of {price.horizon.step_h:g} h = {hours:g} h",
            expected="one whole year: 8760 h, or 8784 h in a leap year",
            fix="declare the `year` to keep"
            if longer
            else "give a series of one whole year; its money stands for every operating year",
        )
