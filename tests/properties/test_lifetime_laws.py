"""Laws of a life, over random prices and fades: what more fade, new cells, flat years and outages may not do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.assets.battery import Battery
from tests.lives import lived, yuan
from tests.sites import battery

PRICES = st.lists(st.floats(0, 1000), min_size=6, max_size=6)
FADE = st.floats(0, 0.12)
CELLS = {
    "price_yuan_per_kwh": 800.0, "price_year": 2027, "price_change_frac_per_year": 0.0, "vat_frac": 0.13,
    "life_years": 10, "residual_frac": 0.0,
}  # fmt: skip
FEW = settings(max_examples=20, deadline=None)


def station(first: float, later: float, **more: object) -> Battery:
    """Return 10 MW / 20 MWh at 90 % each way that fades."""
    law = {"kind": "linear", "first_year_fade_frac": first, "later_fade_frac_per_year": later}
    return battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9, ageing=law, **more)


@FEW
@given(PRICES, FADE, FADE)
def test_more_fade_never_earns_more(prices: list[float], fade: float, more: float) -> None:
    """Year by year: a smaller store has fewer schedules to choose from."""
    years = [prices] * 3
    slow = lived(station(fade, fade), years).years
    quick = lived(station(min(1.0, fade + more), fade), years).years
    for one, other in zip(slow, quick, strict=True):
        assert other.dispatch.objective_yuan <= one.dispatch.objective_yuan + 1e-6


@FEW
@given(PRICES, FADE, st.floats(0.5, 5.0))
def test_new_cells_never_lower_usable_energy_or_income(prices: list[float], fade: float, more_mwh: float) -> None:
    """After year 1, in every later year."""
    rule = CELLS | {"after_operating_years": [1], "energy_mwh": more_mwh}
    without, with_cells = (
        lived(station(fade, fade, **extra), [prices] * 3) for extra in ({}, {"augmentation": {"more": rule}})
    )
    few, many = (life.lifetime.figures["battery"]["usable_mwh"] for life in (without, with_cells))
    assert np.all(many >= few - 1e-9)
    for one, other in zip(without.years, with_cells.years, strict=True):
        assert other.dispatch.objective_yuan >= one.dispatch.objective_yuan - 1e-6


@FEW
@given(PRICES)
def test_flat_years_without_fade_are_identical(prices: list[float]) -> None:
    """Energy, health and objective of every year; the money too, where the optimum is the only one."""
    life = lived(station(0.0, 0.0), [prices] * 4)
    assert len({round(year.dispatch.objective_yuan, 6) for year in life.years}) == 1
    assert np.ptp(life.lifetime.figures["battery"]["usable_mwh"]) == 0.0


@FEW
@given(PRICES, FADE)
def test_a_trigger_never_pulled_is_no_trigger(prices: list[float], fade: float) -> None:
    """Bit for bit: the same streams, the same health, nothing bought."""
    rule = CELLS | {"trigger": {"usable_below_mwh": 1e-6}, "energy_mwh": 5.0}
    without, idle = (
        lived(station(fade, fade, **extra), [prices] * 3).lifetime for extra in ({}, {"augmentation": {"never": rule}})
    )
    assert idle.purchases["battery"] == ()
    for one, other in zip(without.streams, idle.streams, strict=True):
        assert (one.key, one.yuan.tolist()) == (other.key, other.yuan.tolist())


@FEW
@given(PRICES, FADE, st.floats(0.5, 1.0))
def test_outages_take_their_share_of_the_energy(prices: list[float], fade: float, available: float) -> None:
    """A station without supply of its own earns its availability times what it would at full time."""
    full, part = (lived(station(fade, fade, availability_frac=share), [prices] * 2) for share in (1.0, available))
    assert part.lifetime.out_mwh["battery"] == pytest.approx(full.lifetime.out_mwh["battery"] * available, abs=1e-9)
    assert yuan(part, "energy_sales") == pytest.approx([available * one for one in yuan(full, "energy_sales")])


@FEW
@given(PRICES, FADE)
def test_a_year_dispatched_anew_earns_no_less_than_the_first_held_in_shape(prices: list[float], fade: float) -> None:
    """The first year's schedule, shrunk to what is left, is one of the schedules a later year may choose."""
    life = lived(station(fade, fade), [prices] * 3)
    usable_mwh = life.lifetime.figures["battery"]["usable_mwh"]
    for number, year in enumerate(life.years):
        held_yuan = life.years[0].dispatch.objective_yuan * usable_mwh[number] / usable_mwh[0]
        assert year.dispatch.objective_yuan >= held_yuan - 1e-6
