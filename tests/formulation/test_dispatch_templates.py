"""The template route gives the same arrays as Pyomo's public compiler, for every asset beside every product."""

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from storage_model.dispatch.compile import LinearProgram, compile_model
from storage_model.dispatch.compile.arrays import TemplateArrays
from storage_model.dispatch.compile.ordinary import ordinary_arrays
from storage_model.dispatch.compile.symbolic import symbolic
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
from tests.formulation.small_sites import ASSET_SETS, HELD_PRODUCTS, MARKET_SETS, PRODUCTS, small_site

NUMBERS = ("cost", "col_low", "col_high")


def by_template(build: Any) -> LinearProgram:
    """Return the arrays of a model by templates alone, without a way to fall back."""
    with symbolic():
        model = build()
    return TemplateArrays(model).linear_program()


def assert_same(ours: LinearProgram, theirs: LinearProgram) -> None:
    """Compare two programmes number by number; the last digit may differ, where products are taken in another order."""
    assert dict(ours.columns) == dict(theirs.columns)
    assert dict(ours.rows) == dict(theirs.rows)
    assert ours.offset == pytest.approx(theirs.offset, rel=1e-14)
    assert np.array_equal(ours.integer, theirs.integer)
    for name in NUMBERS:
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), rtol=1e-14, err_msg=name)
    for name, one, other in zip(("matrix", "low", "high"), oriented(ours), oriented(theirs), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-14, atol=1e-15, err_msg=name)


def oriented(program: LinearProgram) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return matrix, lows and highs with each row's first weight positive: `x >= 0` and `-x <= 0` are one row."""
    matrix = program.matrix.toarray()
    first = np.argmax(matrix != 0, axis=1)
    turn = matrix[np.arange(len(matrix)), first] < 0
    low, high = np.where(turn, -program.row_high, program.row_low), np.where(turn, -program.row_low, program.row_high)
    return np.where(turn[:, None], -matrix, matrix), low, high


@pytest.mark.parametrize("count", [2, 7, 50])
@pytest.mark.parametrize("markets", MARKET_SETS)
@pytest.mark.parametrize("assets", ASSET_SETS)
def test_same_arrays(assets: str, markets: str, count: int) -> None:
    """Half an hour before the end of November, so that months are not the first of the set and change within
    the span.
    """
    given = small_site(assets, markets, count, start="2026-11-30T23:30")
    assert_same(by_template(lambda: build_model(given)), ordinary_arrays(build_model(given)))


@pytest.mark.parametrize("count", [2, 50])
@pytest.mark.parametrize(
    ("assets", "markets"),
    [
        *product(ASSET_SETS, PRODUCTS),
        *product(("battery", "both", "two_batteries", "hub", "hub_and_heat"), HELD_PRODUCTS),
    ],
)
def test_same_arrays_of_products_that_decide(assets: str, markets: str, count: int) -> None:
    """Figures by span, two sides, positions, own use: over midnight, so that a day's figure changes within the span."""
    given = small_site(assets, markets, count, start="2026-11-30T23:30")
    assert_same(by_template(lambda: build_model(given)), ordinary_arrays(build_model(given)))


@pytest.mark.parametrize("steps", [(0,), (1, 3), (0, 1, 2, 3, 4, 5)])
def test_same_arrays_with_directions_kept_apart(steps: tuple[int, ...]) -> None:
    """Binaries over a scattered set of steps are whole in both, and in the same columns."""
    given = small_site("both", "all", 6)
    ours = by_template(lambda: build_model(given, {"battery": steps}))
    assert int(ours.integer.sum()) == len(steps)
    assert_same(ours, ordinary_arrays(build_model(given, {"battery": steps})))


@pytest.mark.parametrize("changes", [{"ramp_mw_per_min": 0.05}, {"exclusive": "hour"}, {"exclusive_offers": True}])
@pytest.mark.parametrize("steps", [(0, 1, 3), (2, 3), (4, 5), (0, 1, 2, 3, 4, 5)])
def test_same_arrays_of_rules_beside_the_binaries(steps: tuple[int, ...], changes: dict[str, Any]) -> None:
    """With or without a step before and after: a ramp beside binaries does not fall back on the slow compiler."""
    plain = small_site("both", "held_together", 6)
    changed = plain.assets["battery"].model_copy(update=changes)
    given = replace(plain, assets={**plain.assets, "battery": changed})
    assert_same(
        by_template(lambda: build_model(given, {"battery": steps})),
        ordinary_arrays(build_model(given, {"battery": steps})),
    )


MAINTENANCE = {"maintenance": [{"first_day": "2026-11-30", "last_day": "2026-11-30", "available_share_frac": 0.5}]}
COHORTS = {
    "cohorts": {"old": {"energy_mwh": 0.3, "charge_efficiency_frac": 0.9, "power_mw": 0.2}, "new": {"energy_mwh": 0.7}}
}


@pytest.mark.parametrize(
    "changes",
    [
        MAINTENANCE,
        MAINTENANCE | COHORTS,
        MAINTENANCE | {"ends": {"every": "day", "rule": "cyclic"}},
        MAINTENANCE | {"ends": {"every": "day", "rule": "fixed", "soc_frac": 0.3}},
        MAINTENANCE | {"ends": {"every": "day", "rule": "free", "soc_frac": 0.3}, "soc_min_frac": 0.0},
        COHORTS | {"self_discharge_frac_per_h": 1e-4, "cycles": {"per_day": 1.0, "per_year": 300.0}},
        {"cycles": {"lifetime": 6000.0, "lifetime_years": 15.0, "count_activation": False}, "forced_outage_frac": 0.1},
    ],
)
@pytest.mark.parametrize("steps", [(), (1, 3)])
def test_same_arrays_of_a_station_with_more_rules(steps: tuple[int, ...], changes: dict[str, Any]) -> None:
    """Limits that change by point, days with ends of their own, cells apart, budgets, all by templates."""
    plain = small_site("both", "held_together", 7, start="2026-11-30T22:30")
    station = plain.assets["battery"]
    changed = type(station).model_validate(station.model_dump(exclude_unset=True) | changes)
    given = replace(plain, assets={**plain.assets, "battery": changed})
    assert_same(
        by_template(lambda: build_model(given, {"battery": steps})),
        ordinary_arrays(build_model(given, {"battery": steps})),
    )


def test_same_optimum_by_either_route() -> None:
    """Both arrays, solved: one objective, which is also that of `optimise`."""
    from storage_model.dispatch.solver.highs import solve

    given = small_site("both", "all", 48)
    ours, theirs = (
        solve(p).objective for p in (by_template(lambda: build_model(given)), ordinary_arrays(build_model(given)))
    )
    assert ours == pytest.approx(theirs, rel=1e-12)
    assert optimise(given).objective_yuan == pytest.approx(-ours, rel=1e-12)


def test_the_route_takes_templates_for_every_shipped_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a shipped rule fell back, the ordinary compiler would be called, and here it must not be."""
    from storage_model.dispatch.compile import ordinary

    def never(model: Any) -> LinearProgram:
        raise AssertionError

    monkeypatch.setattr(ordinary, "ordinary_arrays", never)
    assert compile_model(lambda: build_model(small_site("both", "all", 5))).cost.size > 0
