"""The audit of cells year by year: health, purchases and cycles, and every planted fault found."""

import numpy as np
import pytest

from storage_model.assets.ageing.cycles import count_cycles
from storage_model.runs.reaudit.ageing import cycles_of
from storage_model.runs.reaudit.whole import audited
from tests.mutants import Fault, added, in_input, times
from tests.short_runs import short_evidence

# Run, what is wrong → the law that has to break.
FAULTS: dict[str, tuple[str, Fault, str]] = {
    "a few cells more": ("exchanged", added("annual", "station_cells_mwh", 1.0, 9), "station.cells_installed"),
    "healthier at the end of a year": (
        "exchanged", added("annual", "station_soh_end_frac", 0.01, 7), "station.health_at_the_end"
    ),
    "healthier in the middle of a year": (
        "exchanged", added("annual", "station_soh_frac", 0.01, 7), "station.health_in_mid_year"
    ),
    "less usable than is healthy": (
        "exchanged", times("annual", "station_usable_mwh", 0.99, 7), "station.usable_is_what_is_healthy"
    ),
    "one cycle more in the first year": (
        "exchanged", added("annual", "station_equivalent_cycles", 1.0, 0), "station.cycles_of_the_first_year"
    ),
    "one cycle less later": (
        "exchanged", added("annual", "station_equivalent_cycles", -1.0, 9), "station.cycles_follow_from_the_energy"
    ),
    "more cycles than calls leave room for": (
        "regulation", times("annual", "station_equivalent_cycles", 3.0, 9), "station.cycles_follow_from_the_energy"
    ),
    "less drawn in a year": (
        "exchanged", times("annual", "station_in_mwh", 0.99, 11), "station.energy_of_each_year"
    ),
    "cells bought for less": (
        "exchanged", times("annual", "station_purchases_yuan", 0.99, 2), "station.cells_bought_by_the_rule"
    ),
    "cells bought a year later": (
        "exchanged", in_input("assets.station.augmentation.all.after_operating_years", {"0": 4}),
        "station.cells_bought_by_the_rule"
    ),
    "old cells as good as new": (
        "groups", added("annual", "station_cells_old_soh_end_frac", 0.05, 5), "station.health_of_each_delivery"
    ),
    "another share of two deliveries": (
        "groups", added("annual", "station_soh_end_frac", -0.01, 5), "station.health_at_the_end"
    ),
    "cycles of cells unlike each other": (
        "groups", added("annual", "station_equivalent_cycles", -1.0, 0), "station.cycles_of_the_first_year"
    ),
    "less worn by the cycles of the first year": (
        "worn", added("annual", "station_soh_end_frac", 0.001, 0), "station.health_at_the_end"
    ),
    "less worn by the cycles of a later year": (
        "worn", added("annual", "station_cells_first_soh_end_frac", 0.001, 6), "station.health_in_mid_year"
    ),
    "more lives in the table": (
        "worn", in_input("assets.station.ageing.life.2.cycles", 400.0), "station.health_at_the_end"
    ),
    "no wear at all in the last year": (
        "worn", added("annual", "station_cells_first_soh_end_frac", 0.2, -1), "station.wears_as_its_law_has_it"
    ),
    "restored to more": (
        "worn", in_input("assets.station.augmentation.restored.restore_to_mwh", 396.0), "station.cells_installed"
    ),
    "restored though healthy enough": (
        "worn", in_input("assets.station.augmentation.restored.trigger.soh_below_frac", 0.9), "station.cells_installed"
    ),
    "more cells than overbuilt": (
        "worn", in_input("assets.station.overbuild_frac", 0.06), "station.cells_installed"
    ),
    "no rest takes so much": (
        "worn", times("annual", "station_in_mwh", 1.2, 4), "station.energy_of_each_year"
    ),
    "time and throughput of the first year": (
        "aged", added("annual", "station_cells_old_soh_end_frac", 1e-4, 0), "station.health_of_each_delivery"
    ),
    "warmer cells": ("aged", in_input("assets.station.cell_temperature_c", 30.0), "station.health_at_the_end"),
    "middle of the second year": (
        "aged", added("annual", "station_soh_frac", 1e-4, 1), "station.health_in_mid_year"
    ),
    "cells that recover": (
        "aged", added("annual", "station_cells_old_soh_end_frac", 0.1, 8), "station.wears_as_its_law_has_it"
    ),
    "more than the supplier guarantees": (
        "aged", added("annual", "station_cells_guaranteed_5_soh_end_frac", 1e-3, 9), "station.health_of_each_delivery"
    ),
    "a year between called optimised": ("aged", added("annual", "dispatched", 1, 3), "annual.years_dispatched"),
    "other cycles in a year between": (
        "aged", added("annual", "station_equivalent_cycles", 1.0, 3), "station.cycles_follow_from_the_energy"
    ),
}  # fmt: skip


@pytest.mark.reliability("mutants")
@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_breaks_its_law(fault: str) -> None:
    """One small change in a year of the cells: the law about it is named."""
    name, plant, law = FAULTS[fault]
    (laws,) = audited(plant(short_evidence(name)), ("years",)).values()
    assert law in {one.name for one in laws if not one.passed}


@pytest.mark.parametrize("seed", range(20))
def test_cycles_are_counted_as_the_life_counts_them(seed: int) -> None:
    """Two counts of rainflow written apart find the same cycles in random paths, some of them with rests."""
    rng = np.random.default_rng(seed)
    path = np.round(rng.uniform(0.0, 1.0, int(rng.integers(1, 60))), int(rng.integers(1, 4)))
    of_life, (depth, count) = count_cycles(path), cycles_of(path)
    assert sorted(depth) == pytest.approx(sorted(of_life.depth_frac), abs=1e-12)
    assert sorted(count) == sorted(of_life.count)
    assert depth @ count == pytest.approx(0.5 * np.abs(np.diff(path)).sum())
