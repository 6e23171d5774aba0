"""What readers and writers refuse: a file changed after it was opened, rows and statements that are not there."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from storage_model.digest import digest_of
from storage_model.finance.indicators.indicator import Indicator
from storage_model.policies.terms import RuleTerm
from storage_model.prices.synthesis.targets import HeatTargets
from storage_model.report.comparing.blocks.block import precise
from storage_model.report.many.tables import _column
from storage_model.report.page.of_run import _differences
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.trail import trail_of
from storage_model.runs.reading.damage import DamagedRunError
from storage_model.runs.reading.find import find_run
from storage_model.runs.reading.folder import open_run
from storage_model.runs.reading.statements import read_statements
from storage_model.words.label import Label, Unit
from storage_model.words.labels.lookup import row_label, stream_label
from storage_model.words.tables.dispatch import _of_schedule
from storage_model.words.tables.parquet import write_parquet
from storage_model.workbook.formula import Constant
from tests.bad_inputs.site import SHIPPED
from tests.policies import policy
from tests.run_folders import copied_run, written_run
from tests.sites import battery, facts


def test_a_file_changed_after_the_run_was_opened(tmp_path: Path) -> None:
    """The bytes are held to their hash once more when they are read."""
    run = open_run(copied_run(tmp_path / "run"))
    with (run.folder / "summary.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(DamagedRunError) as caught:
        run.json("summary.json")
    (problem,) = caught.value.problems
    assert "bytes that are not the ones written" in problem.got


def test_a_run_is_found_by_its_manifest() -> None:
    """Who names the manifest means the folder it stands in."""
    assert find_run(written_run() / "manifest.json") == written_run()


def _warm_design() -> object:
    path = SHIPPED / "prices" / "qiyuan_heat_like.targets.yaml"
    asked = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    bare = {
        key: value["value"] if isinstance(value, dict) and "value" in value else value for key, value in asked.items()
    }
    assert HeatTargets.model_validate(bare).design_c == -10.0
    return HeatTargets.model_validate({**bare, "design_c": 18.0})


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a statement nobody wrote": (
        lambda: read_statements(open_run(written_run())).of("gas", "horoscope"), "no statement 'horoscope' of 'gas'"
    ),
    "a row nobody wrote": (
        lambda: read_statements(open_run(written_run())).row("gas", "balance_sheet", "luck"),
        "no row 'luck' in the statement 'balance_sheet' of 'gas'",
    ),
    "a schedule of other steps": (lambda: _of_schedule("station_out_mw", np.zeros(5), 3), "5 values for 3 steps"),
    "columns of different length": (
        lambda: write_parquet(Path("never.parquet"), {"a": np.zeros(2), "b": np.zeros(3)}),
        "columns of different length: {'a': 2, 'b': 3}",
    ),
    "words where a number is needed": (lambda: Constant("无").number(0), "'无' where a number is needed"),
    "a design colder than nothing": (_warm_design, "`design_c` below `indoor_c`"),
    "a fingerprint of anything": (lambda: digest_of({"a": object()}), "no fingerprint of a object"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_there_is_an_error_in_words(name: str) -> None:
    """Neither an empty table nor a default: the message names what was asked for."""
    ask, words = REFUSED[name]
    with pytest.raises((LookupError, ValueError, TypeError), match=re.escape(words)):
        ask()


class _Pair(BaseModel):
    low: float
    high: float


def test_records_differ_by_their_fields() -> None:
    """Two records of the same numbers have one fingerprint, exchanged numbers another."""
    assert digest_of(_Pair(low=1.0, high=2.0)) == digest_of(_Pair(low=1.0, high=2.0))
    assert digest_of(_Pair(low=1.0, high=2.0)) != digest_of(_Pair(low=2.0, high=1.0))


def test_a_number_that_follows_from_itself_is_an_error() -> None:
    """A description that goes in circles would never end."""
    trail = trail_of(open_run(written_run()), "gas")

    def circle() -> Node:
        return trail.once("a", circle)

    with pytest.raises(RecursionError, match="a follows from itself"):
        circle()


def test_revenue_of_any_stream_is_called_as_the_stream() -> None:
    """A row that only some cases have takes the words of its stream."""
    found: Label = row_label("revenue_discharge_subsidy")
    assert found == stream_label("discharge_subsidy")


def test_a_column_of_many_cases_is_numbers_or_words() -> None:
    """Nothing is no number, and is empty among words; yes and no are words."""
    numbers, words = _column([1, None, 2.5]), _column(["a", None, True])
    assert np.isnan(numbers[1])
    assert numbers[[0, 2]].tolist() == [1.0, 2.5]
    assert words.tolist() == ["a", "", "True"]


def test_a_rule_of_a_market_is_said_once() -> None:
    """Whatever assets it names, the first one's terms carry it."""
    rules = policy(
        "regulation_rules", assets=["battery", "other"], market="regulation", values={"vat_frac": 0.06},
        first_year=2027, last_year=2041,
    )  # fmt: skip
    first, second = (rules.terms(facts(battery(), name)) for name in ("battery", "other"))
    assert [type(term) for term in first] == [RuleTerm]
    assert second == ()


@pytest.mark.parametrize(("got", "expected", "found"), [
    ({"a": {"b": 1.0}, "c": "x"}, {"a": {"b": 1.0 + 1e-15}, "c": "x"}, []),
    ({"a": {"b": 1.0}}, {"a": {"b": 1.1}}, [("a.b", 1.0, 1.1)]),
    ({"verdict": "pays"}, {"verdict": "does_not_pay"}, [("verdict", "pays", "does_not_pay")]),
    ({"a": 1.0}, {}, [("a", 1.0, None)]),
])  # fmt: skip
def test_where_two_summaries_differ(got: object, expected: object, found: list[object]) -> None:
    """By key path with both values; rounding is no difference."""
    assert list(_differences(got, expected)) == found


@pytest.mark.parametrize(("found", "unit", "words"), [
    (Indicator(value=0.0712345678, state="ok"), "frac", "7.123457%"),
    (Indicator(value=None, state="unreachable"), "frac", "out of reach"),
])  # fmt: skip
def test_a_certificate_is_precise(found: Indicator, unit: Unit, words: str) -> None:
    """Six digits of a return, or why there is none."""
    assert precise(found, unit).en == words
