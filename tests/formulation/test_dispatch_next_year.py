"""A year in which only numbers changed is written where the last one stood: the same programme to the last bit."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import scipy.sparse as sp

from storage_model.assets.battery import Battery
from storage_model.dispatch.compile import LinearProgram, compile_model
from storage_model.dispatch.compile.pattern import pattern_of
from storage_model.dispatch.compile.reduce import Reduced, reduce
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import Dispatcher, optimise
from storage_model.scenario.site import Site
from tests.formulation.small_sites import ASSET_SETS, HELD_PRODUCTS, PRODUCTS, small_site
from tests.sites import battery, battery_site, horizon, site, spot

NUMBERS = ("cost", "offset", "row_low", "row_high", "col_low", "col_high", "integer")
WITH_BATTERY = ("battery", "both", "two_batteries")


def compiled(given: Site, like: LinearProgram | None = None) -> LinearProgram:
    """Return the arrays of a site."""
    return compile_model(lambda: build_model(given), like)


def assert_identical(ours: LinearProgram, theirs: LinearProgram) -> None:
    """Compare every number of two programmes, no digit may differ."""
    for name in NUMBERS:
        assert np.array_equal(getattr(ours, name), getattr(theirs, name)), name
    for part in ("indptr", "indices", "data"):
        assert np.array_equal(getattr(ours.matrix, part), getattr(theirs.matrix, part)), part
    assert (ours.columns, ours.rows) == (theirs.columns, theirs.rows)


def later(given: Site, soh_frac: float = 0.9) -> Site:
    """Return the site with aged batteries behind another connection."""
    aged = {"soh_frac": soh_frac}
    assets = {
        name: asset.model_copy(update=aged) if isinstance(asset, Battery) else asset
        for name, asset in given.assets.items()
    }
    return replace(given, assets=assets, connection=replace(given.connection, export_limit_mw=11.0))


@pytest.mark.parametrize(
    ("assets", "markets"),
    [*product(ASSET_SETS, ("all", *PRODUCTS)), *product(WITH_BATTERY, HELD_PRODUCTS)],
)
def test_next_year_is_the_same_as_a_fresh_one(assets: str, markets: str) -> None:
    """Compiled and reduced after another year or alone: identical arrays, and the place of every number is shared."""
    first, second = small_site(assets, markets, 30), later(small_site(assets, markets, 30))
    before = reduce(compiled(first))
    ours, theirs = compiled(second, before.full), compiled(second)
    assert ours.pattern is before.full.pattern
    assert_identical(ours, theirs)
    smaller = reduce(ours, before)
    assert smaller.places is before.places
    assert_identical(smaller.program, reduce(theirs).program)


def test_another_site_takes_nothing_over() -> None:
    """A battery after a battery and a gas plant: nothing fits, and the arrays are its own."""
    other = reduce(compiled(small_site("both", "all", 30)))
    given = small_site("battery", "all", 30)
    ours = compiled(given, other.full)
    assert ours.pattern is not other.full.pattern
    assert_identical(ours, compiled(given))
    assert_identical(reduce(ours, other).program, reduce(ours).program)


def test_a_limit_that_begins_to_bind_changes_the_places() -> None:
    """Behind 1000 MW the connection's rows go, behind 5 MW they stay; kept as they were, 10 MW would be sold."""
    wide, narrow = (
        replace(battery_site(battery(), [1.0, 3.0]), connection=replace(SITE.connection, export_limit_mw=limit))
        for limit in (1000.0, 5.0)
    )
    first, second = map(Dispatcher().optimise, (wide, narrow))
    assert first.objective_yuan == pytest.approx(20)
    assert second.objective_yuan == pytest.approx(10)
    assert second.schedules["battery"]["discharge_mw"].max() == pytest.approx(5)


SITE = battery_site(battery(), [1.0, 3.0])


def test_a_coefficient_that_vanishes_has_no_cell() -> None:
    """2 + (−2) in one place: the cell is gone, and it is back when the numbers say so."""
    pattern = pattern_of(np.array([0, 0, 1]), np.array([1, 1, 0]), (2, 2))
    assert pattern.filled(np.array([2.0, -2.0, 3.0])).nnz == 1
    assert pattern.filled(np.array([2.0, 1.0, 3.0])).toarray().tolist() == [[0.0, 3.0], [3.0, 0.0]]


def test_a_pattern_puts_numbers_where_scipy_does() -> None:
    """Scattered, with repetitions: the sum of what falls into each cell."""
    rng = np.random.default_rng(3)
    rows, columns, weights = rng.integers(0, 9, 200), rng.integers(0, 7, 200), rng.integers(1, 9, 200).astype(float)
    theirs = sp.csr_array((weights, (rows, columns)), shape=(9, 7))
    assert np.array_equal(pattern_of(rows, columns, (9, 7)).filled(weights).toarray(), theirs.toarray())


def test_twenty_years_one_after_another_or_each_alone() -> None:
    """A fading station at changing prices: every year's money is that of a fresh model, proved to 1e-9."""
    rng = np.random.default_rng(8)
    over = horizon(30 * 24)
    years = []
    for number in range(20):
        sale = np.round(rng.uniform(0, 500, over.count), 2)
        years.append(site({"battery": battery(soh_frac=1 - 0.02 * number)}, [spot(sale, 0.9 * sale + 30.0)], over))
    for given, found in zip(years, map(Dispatcher().optimise, years), strict=True):
        assert found.objective_yuan == pytest.approx(optimise(given).objective_yuan, rel=1e-9)
        assert abs(found.certificate.gap_frac) < 1e-9


def test_a_later_year_begins_where_the_last_ended() -> None:
    """Slightly other prices on the same station: a tenth of the steps of the simplex, or fewer."""
    rng = np.random.default_rng(9)
    prices = rng.uniform(100, 500, 60 * 24)
    dispatcher = Dispatcher()
    first = dispatcher.optimise(battery_site(battery(), prices))
    second = dispatcher.optimise(battery_site(battery(), prices * 1.02))
    assert second.iterations < 0.1 * first.iterations


def test_a_store_alone_goes_on_even_from_a_rather_other_year() -> None:
    """Costs of cosine 0.9, three parts of one year and one of another: a fifth of the steps it takes alone."""
    rng = np.random.default_rng(10)
    one, other = rng.uniform(0, 500, (2, 60 * 24))
    mixed = np.round(0.75 * one + 0.25 * other, 2)
    dispatcher = Dispatcher()
    dispatcher.optimise(battery_site(battery(), one))
    alone = optimise(battery_site(battery(), mixed))
    assert dispatcher.optimise(battery_site(battery(), mixed)).iterations < 0.5 * alone.iterations


def test_places_are_told_apart_by_what_they_were_decided_by() -> None:
    """An equality that became an inequality has no slack to leave out."""

    def programme(low: float) -> LinearProgram:
        return LinearProgram(
            cost=np.array([1.0, 2.0]), offset=0.0, matrix=sp.csr_array(np.array([[1.0, 1.0]])),
            row_low=np.array([low]), row_high=np.array([1.0]), col_low=np.zeros(2), col_high=np.ones(2),
            integer=np.zeros(2, dtype=bool), columns={"x": slice(0, 2)}, rows={"r": slice(0, 1)},
        )  # fmt: skip

    equal: Reduced = reduce(programme(1.0))
    assert len(equal.places.slack_rows) == 1
    assert len(reduce(programme(0.5), equal).places.slack_rows) == 0
