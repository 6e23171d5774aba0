"""The way back of gas, tonnes and forecasts, and of money that is paid by the year."""

import numpy as np
import pytest

from storage_model.runs.lineage.explain import UnknownKeyError, explain, known_keys
from storage_model.runs.lineage.figures import figure_keys
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.trail import Trail, trail_through
from storage_model.runs.lineage.unfold import unfolded
from tests.short_runs import short_evidence


def _trail(project: str = "together") -> Trail:
    return trail_through(short_evidence("a hub"), project)


def _tree(key: str, project: str = "together") -> Node:
    return unfolded(explain(_trail(project), key))


def test_every_figure_of_the_summary_may_be_asked_for() -> None:
    """Whatever number of gas, tonnes, life or foresight the summary holds is a key, and has a value or says why not."""
    trail = _trail()
    summary = trail.evidence.summary
    assert set(figure_keys(trail)) <= set(known_keys(trail))
    assert {f"methane.{key}" for key in summary["methane"]} <= set(figure_keys(trail))
    assert {f"generation.{key}" for key in summary["generation"]} <= set(figure_keys(trail))
    for key in figure_keys(trail):
        section, _, below = key.partition(".")
        node = explain(trail, key)
        assert node.value == summary[section][below]
        assert (node.value is None) == (node.note is not None)


def test_credits_are_tonnes_times_what_one_brings() -> None:
    """By hand from the table: 0.717 kg × 0.97 × 25.25 a cubic metre, 0.65 t a MWh, 0.11 t a GJ; 80 yuan, 0.9 sold."""
    evidence = short_evidence("a hub")
    table, step_h = evidence.dispatch, evidence.step_h
    oxidised = sum(np.asarray(table[key]) for key in table if key.endswith(".to[oxidiser].m3_per_h"))
    power, heat = table["hub_oxidiser.power_mw"], table["hub_oxidiser.heat_mw"]
    tonnes = step_h * float((0.717e-3 * 0.97 * 25.25 * oxidised + 0.65 * power + 0.11 * 3.6 * heat).sum())
    nodes = {node.key: node for node in _tree("hub.carbon_credits", "hub").walk()}
    assert nodes["credits:hub"].value == pytest.approx(tonnes, rel=1e-12)
    assert nodes["price:hub.carbon_credits"].value == pytest.approx(80.0 * 0.9, rel=1e-12)
    assert nodes["first_year:hub.carbon_credits"].value == pytest.approx(72.0 * tonnes, rel=1e-12)
    assert nodes["first_year:hub.carbon_credits"].apart() < 1e-12
    below = {node.key for node in nodes["credits:hub"].walk()}
    assert {"input:assets.hub.carbon.gwp", "input:assets.hub.oxidiser.destruction_frac"} <= below


def test_methane_drained_ends_at_its_files() -> None:
    """Each supply's flow was read from a file."""
    files = {node.file for node in _tree("methane.drained_m3").walk()}
    assert {f"inputs/prices/qiyuan_{name}_like.csv" for name in ("gas", "low_pressure", "ventilation")} <= files


def test_money_paid_by_the_year_follows_no_schedule() -> None:
    """The first year of a capacity price comes from its document, not from a dispatched year."""
    first_year = _tree("revenue_first_year_yuan")
    (node,) = (one for one in first_year.children if one.key == "first_year:station.capacity_price")
    assert node.formula is not None
    assert node.formula.en == "paid by the year, by document"
    keys = {one.key for one in node.walk()}
    assert "input:policies.capacity_price.rate_yuan_per_kw_year" in keys
    assert not any(key.startswith("dispatch:") for key in keys)


def test_a_key_without_its_unit_names_the_whole_one() -> None:
    """`lcos` is no slip for `llcr`."""
    with pytest.raises(UnknownKeyError, match=r"did you mean lcos_yuan_per_mwh\?"):
        explain(_trail(), "lcos")


@pytest.mark.parametrize("typed", ["subsid", "amount", "depreciate"])
def test_what_an_unknown_key_may_mean_can_be_asked_for(typed: str) -> None:
    """A row of several statements was named three times over, an input by its last word that nothing is called."""
    with pytest.raises(UnknownKeyError) as told:
        explain(_trail(), typed)
    named = str(told.value).partition("did you mean ")[2].rstrip("?").split(" or ")
    assert len(named) == len(set(named)) > 1
    assert all(explain(_trail(), key) for key in named)
