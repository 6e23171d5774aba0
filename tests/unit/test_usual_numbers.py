"""What a number usually is: slips of the unit are found, and nothing shipped or shown in a page is called odd."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.memory import Memory
from storage_model.scenario.reading.tree import KeyPath, measure
from storage_model.scenario.validation.slips import slip_of
from storage_model.scenario.validation.usual import USUAL

ROOT = Path(__file__).parents[2]
EXAMPLES = re.compile(r"^```yaml.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def numbers(node: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Yield every value with the keys above it; a key path of a delta counts as its keys, `value` as what holds it."""
    if isinstance(node, dict):
        for key, below in node.items():
            yield from numbers(below, path if key == "value" else (*path, *str(key).split(".")))
    elif isinstance(node, list):
        for below in node:
            yield from numbers(below, path)
    else:
        yield path, node


def written() -> Iterator[tuple[str, str]]:
    """Yield every YAML text that is shipped, in files and in pages."""
    for path in sorted((ROOT / "inputs").rglob("*.yaml")):
        yield path.name, path.read_text("utf-8")
    for path in sorted((ROOT / "docs").rglob("*.md")):
        yield from ((path.name, text) for text in EXAMPLES.findall(path.read_text("utf-8")))


def test_nothing_shipped_or_shown_is_called_unusual() -> None:
    """Every number of the inputs and of the pages' examples lies within the ends of its key."""
    found = [(name, path, value) for name, text in written() for path, value in numbers(yaml.safe_load(text))]
    assert len({measure(path) for _, path, _ in found} & set(USUAL)) > 40
    assert [one for one in found if (slip := slip_of(measure(one[1]), one[2])) and slip.code == "W110"] == []


def test_no_shipped_case_is_called_odd() -> None:
    """But one, of a policy that says so itself: credits of a plant that may have none."""
    memory, said = Memory(), set()
    for path in sorted((ROOT / "inputs" / "cases").glob("*.yaml")):
        said |= {(path.stem, one.code) for one in load_scenario(path, {}, memory=memory).warnings}
    assert said == {("policy_g4_gas_carbon", "W106")}


@pytest.mark.parametrize(
    ("key", "value", "likely", "fix"),
    [
        ("demand_charge_yuan_per_kw_month", 33_600.0, "yuan/MW·month", "write 33.6 "),
        ("price_yuan_per_kwh", 0.45, "yuan/Wh", "write 450 "),
        ("price_yuan_per_kwh", 450_000.0, "yuan/MWh", "write 450 "),
        ("yuan_per_person_year", 12.0, "万元/yr", "write 120000 "),
        ("bid_yuan_per_mw", 0.012, "yuan/kW", "write 12 "),
        ("grid_factor_t_per_mwh", 570.0, "kg/MWh", "write 0.57 "),
        ("sustain_h", 15, "min", "write 0.25 "),
        ("start_time_min", 0.2, "h", "write 12 "),
        ("overhaul_interval_h", 25.0, "kh", "write 25000 "),
        ("share_of_investment_frac_per_year", 0.5, "percent", "write 0.005 "),
        ("output_factor", 88.0, "percent", "write 0.88 "),
    ],
)
def test_a_number_in_another_unit(key: str, value: float, likely: str, fix: str) -> None:
    """Each passed in silence; the unit in which it would be usual is named, with the number to write."""
    slip = slip_of(key, value)
    assert slip is not None
    assert (slip.code, slip.severe) == ("W110", False)
    assert f"looks like {likely}; " in slip.likely
    assert slip.fix.startswith(fix)


def test_nothing_and_what_is_beyond_its_record_are_no_slip_of_the_unit() -> None:
    """Zero is nothing; percent for a fraction and yuan/kWh are told as before."""
    assert slip_of("demand_charge_yuan_per_kw_month", 0.0) is None
    assert getattr(slip_of("vat_frac", 13.0), "code", "") == "E115"
    assert getattr(slip_of("wear_cost_yuan_per_mwh", 0.055), "code", "") == "W103"
