"""A year with whole numbers that asks the same as the last is not solved again; any other number is."""

from typing import Any

import pytest

from storage_model.dispatch import optimise as module
from storage_model.dispatch.optimise import Dispatcher, optimise
from storage_model.scenario.site import Site
from tests.gas_sites import GAS_OF_A_MW, REFERENCE, gensets, hub, hub_site, supply
from tests.sites import battery, battery_site


@pytest.fixture
def solves(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every programme that is proved from here on."""
    asked, prove = [], module.prove

    def counting(program: Any, *others: Any) -> Any:
        asked.append(program)
        return prove(program, *others)

    monkeypatch.setattr(module, "prove", counting)
    return asked


def of_sets(price: float, start_cost: float = 60.0) -> Site:
    """Return one set for four hours, two of them cheap."""
    terms = {"drained": {**REFERENCE, "gas_price_yuan_per_m3": 0.359}}
    station = hub({"sets": gensets(sets=1, minimum_load_frac=0.5, start_cost_yuan=start_cost)}, supplies=terms)
    return hub_site(station, [price, 50, 50, price], supply([10 * GAS_OF_A_MW] * 4, 0.12))


def test_the_same_year_again_has_the_same_answer(solves: list[Any]) -> None:
    """400, 400, 410: two solves; 550, 550 and 570 yuan."""
    found = list(map(Dispatcher().optimise, [of_sets(400), of_sets(400), of_sets(410)]))
    assert len(solves) == 2
    assert [each.objective_yuan for each in found] == pytest.approx([550, 550, 570])


def test_any_number_that_differs_is_asked_anew(solves: list[Any]) -> None:
    """A start for 40 instead of 60 makes 560 of 550; an answer kept by prices alone would stay 550."""
    found = list(map(Dispatcher().optimise, [of_sets(400), of_sets(400, start_cost=40)]))
    assert len(solves) == 2
    assert [each.objective_yuan for each in found] == pytest.approx([550, 560])


def test_rounds_of_one_year_are_kept_apart_in_the_next(solves: list[Any]) -> None:
    """Negative prices need a second round with binaries; the year after repeats the first round only, and its answer is
    the one found alone.
    """
    lossy = battery(charge_efficiency_frac=0.9)
    given = battery_site(lossy, [-50.0, -300.0, 100.0])
    alone = optimise(given).objective_yuan
    solves.clear()
    found = [each.objective_yuan for each in map(Dispatcher().optimise, [given, given])]
    assert found == pytest.approx([alone, alone])
    assert [bool(program.integer.any()) for program in solves] == [False, True, False]
