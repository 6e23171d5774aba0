"""A sizing in sentences: scores, edges of what was allowed, gas sets, how far a price taker reaches."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage_model.cases.sizing.asked import Sizing
from storage_model.cases.sizing.search import Climbed
from storage_model.cases.sizing.sizing import Size, SizeAnswer
from storage_model.report.sizes.blocks import blocks_of, score_label
from storage_model.report.sizes.sentences import sentences_of
from storage_model.scenario.reading.tree import Branch
from storage_model.scenario.record_file import RecordFile

COST = {"fixed_yuan": 0.0, "yuan_per_mw": 1e6}


def _asked(objective: str = "npv", response: float = 0.0) -> Sizing:
    store = {
        "asset": "station", "power_module_mw": 20.0, "energy_module_mwh": 20.0, "least_power_modules": 2,
        "most_power_modules": 12, "least_duration_h": 1.0, "most_duration_h": 4.0,
        "dispatched_durations_h": [1.0, 4.0], "cost": COST,
    }  # fmt: skip
    whole = {
        "title": {"zh": "试", "en": "trial"}, "objective": objective, "dispatched_years": [1, 15], "store": store,
        "price_response_yuan_per_mwh_per_mw": response,
    }  # fmt: skip
    return Sizing.model_validate(whole)


def _with_sets() -> Sizing:
    sets = {"asset": "gas_plant", "least_sets": 6, "most_sets": 14, "cost": COST}
    return Sizing.model_validate({**_asked().model_dump(), "sets": sets})


def _size(power: int, energy: int, score: float = 1e8) -> Size:
    mw, mwh = 20.0 * power, 20.0 * energy
    return Size(count=(power, energy), power_mw=mw, energy_mwh=mwh, investment_yuan=1e6 * mw, score=score)


def _found(best: Size, asked: Sizing | None = None, **more: Any) -> SizeAnswer:
    """Return an answer about a frontier of 2 to 12 power modules."""
    record = RecordFile(
        asked=asked or _asked(), facts={}, files={}, path=Path("x.yaml"), tree=Branch(children={}, place="x.yaml")
    )
    usual = {
        "candidates": 9, "left_out": 0, "around": (), "own_score": 5e7, "power_limit_mw": None, "response_limit": 0.002,
        "sets": None, "lives": 3, "climbed": Climbed(best=best.count, scores={}, moves=0),
    }  # fmt: skip
    frontier = (_size(2, 4), _size(12, 24))
    return SizeAnswer(scenario=None, file=record, frontier=frontier, best=best, **{**usual, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(("objective", "score", "zh", "en"), [
    ("npv", 2.5e8, "25,000.00 万元", None),
    ("equity_irr", 0.0812, "8.12%", "8.12%"),
    ("least_support", -123.45, "123.5", "123.5"),
    ("least_support", -math.inf, "无", "none"),
])  # fmt: skip
def test_a_score_is_said_in_its_own_unit(objective: str, score: float, zh: str, en: str | None) -> None:
    """Present value as money, a return as a share, support as what is needed; no score is said in words."""
    said = score_label(_asked(objective), score)
    assert said.zh == zh
    assert en is None or said.en == en


EDGES = {
    (6, 24): "the longest duration", (6, 6): "the shortest duration", (2, 5): "the least power",
    (12, 30): "the most power", (2, 2): "the shortest duration and the least power", (6, 12): "",
}  # fmt: skip


@pytest.mark.parametrize(("count", "edge"), EDGES.items())
def test_the_edge_of_what_was_allowed_is_named(count: tuple[int, int], edge: str) -> None:
    """Of 2 to 12 modules and 1 to 4 hours: where the best lies at an end the range decided, not the market."""
    said = [one.en for one in sentences_of(_found(_size(*count)))]
    assert [one for one in said if "edge" in one] == (
        [f"It lies at the edge of what was allowed: {edge}."] if edge else []
    )


def test_the_connection_is_the_edge_where_it_left_sizes_out() -> None:
    """The same twelve modules, with more that the connection does not carry."""
    said = sentences_of(_found(_size(12, 30), left_out=7))
    assert said[1].en.endswith("the most power the connection carries.")
    assert said[1].zh.endswith("并网容量允许的最大功率。")


@pytest.mark.parametrize(("more", "words"), [
    ({"response_limit": 0.002}, "If 100 MW moved the price by more than 0.20 yuan/MWh"),
    ({"response_limit": None}, "A price taker; no metered margin that could be lost."),
    ({"response_limit": 0.0}, "A price taker; no metered margin that could be lost."),
    ({"power_limit_mw": 1_250.0, "asked": _asked(response=0.02)},
     "Own price effect of 0.02 yuan/MWh per MW counted: beyond 1,250 MW it takes more than 5% of the metered margin."),
])  # fmt: skip
def test_how_far_a_price_taker_reaches(more: dict[str, Any], words: str) -> None:
    """The response at which the best size loses, that there is nothing to lose, or the power it reaches to."""
    assert words in sentences_of(_found(_size(6, 12), **more))[-1].en


def test_the_best_sets_are_said_beside_the_battery() -> None:
    """Eight sets with the score of eight, and that even the best does not pay where its value is below zero."""
    sets = Climbed(best=(8,), scores={(7,): 1e7, (8,): 3e7}, moves=1)
    said = [one.en for one in sentences_of(_found(_size(6, 12), _with_sets(), sets=sets))]
    assert any(one.startswith("Gas sets: 8 are best, NPV after tax") for one in said)
    loses = sentences_of(replace(_found(_size(6, 12)), best=_size(6, 12, score=-1.0)))
    assert loses[1].en == "Even the best size does not pay: its present value is below zero."


@pytest.mark.parametrize(
    ("best", "end"), [(6, "; the fewest that were allowed"), (8, ""), (14, "; the most that were allowed")]
)
def test_sets_at_an_end_of_their_range_say_so(best: int, end: str) -> None:
    """Six to fourteen sets: at either end the range decided, not the mine."""
    found = _found(_size(6, 12), _with_sets(), sets=Climbed(best=(best,), scores={(best,): 3e7}, moves=0))
    (said,) = [one.en for one in sentences_of(found) if one.en.startswith("Gas sets")]
    assert said == f"Gas sets: {best} are best, NPV after tax 3,000.00 wan yuan{end}."
    assert "the hurdle is met" not in blocks_of(found)[1].note.en


def test_no_size_with_a_return_has_no_best() -> None:
    """Equity that is never paid back has no return at any size: none is called best, nor at an edge."""
    asked = _asked("equity_irr")
    found = _found(_size(2, 2, -math.inf), asked)
    said = [one.en for one in sentences_of(found)]
    assert said[0].startswith("No size has a return on equity, so none is best; shown is the smallest, 40 MW / 40 MWh.")
    assert not [one for one in said if "edge" in one or "Best size" in one]
    assert blocks_of(found)[0].title.en == "Sizes looked at by whole lives"
