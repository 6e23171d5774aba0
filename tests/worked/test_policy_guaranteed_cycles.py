"""Guaranteed cycles by hand: what a year leaves below cycles × rated energy × margin floor is paid."""

from dataclasses import replace

import numpy as np
import pytest

from storage_model.lifetime.guarantee import with_margin_floors
from storage_model.lifetime.plan import Span
from storage_model.lifetime.record import Lifetime, YearlyStream
from storage_model.policies.terms import AssetFacts, MarginFloorTerm
from tests.policies import STATION, policy

NUMBERS = {
    "cycles_per_year": 300.0, "margin_floor_yuan_per_mwh": 200.0, "first_year": 2027, "last_year": 2029,
    "vat_frac": 0.13,
}  # fmt: skip


def floor(**changed: float) -> MarginFloorTerm:
    """Return the term of the station: 300 x 400 MWh x 200 = 24 million a year."""
    (term,) = policy("guaranteed_cycles", **{**NUMBERS, **changed}).terms(STATION)
    assert isinstance(term, MarginFloorTerm)
    return term


def test_the_gap_of_a_year() -> None:
    """90 000 MWh out are 225 cycles; 300 are guaranteed: 24 million less the 15 left by the year = 9.

    Counting the cycles made alone would guarantee 18 million and pay 3.
    """
    assert floor().gap_yuan(2027, 90_000.0, 15e6) == pytest.approx(9e6)


def test_more_cycles_than_guaranteed_carry_the_floor_too() -> None:
    """140 000 MWh are 350 cycles: 28 million less 15 = 13; a margin of 30 million is above every floor."""
    assert floor().gap_yuan(2027, 140_000.0, 15e6) == pytest.approx(13e6)
    assert floor().gap_yuan(2027, 140_000.0, 30e6) == 0.0


def test_a_year_that_loses_money_is_lifted_to_the_floor() -> None:
    """A margin of −2 million is lifted to 24 million; after 2029 nothing is."""
    assert floor().gap_yuan(2029, 0.0, -2e6) == pytest.approx(26e6)
    assert floor().gap_yuan(2030, 0.0, -2e6) == 0.0


def test_a_plant_without_a_store_makes_no_cycles() -> None:
    """A gas plant runs as long as there is gas."""
    plant = AssetFacts(name="gas", power_mw=10.0, duration_h=float("inf"), first_operating_year=2027)
    assert policy("guaranteed_cycles", **NUMBERS).terms(plant) == ()


def years(*streams: tuple[str, str, float]) -> Lifetime:
    """Return two operating years of the same streams: key, asset, yuan a year."""
    return Lifetime(
        calendar_years=(2027, 2030),
        streams=tuple(
            YearlyStream(key=key, asset=asset, side="revenue", yuan=np.full(2, yuan), vat_frac=0.13)
            for key, asset, yuan in streams
        ),
        out_mwh={"battery": np.full(2, 90_000.0)},
        in_mwh={"battery": np.full(2, 100_000.0)},
        figures={"battery": np.ones(2)},
    )


SPANS = {"battery": Span(first_year=2027, last_year=2041)}


def test_a_part_year_guarantees_its_part_and_other_years_nothing() -> None:
    """Nothing sent, 1 million earned: what is paid tops it up to the guarantee, of which October to December have a
    quarter. Before the station begins nothing is paid.
    """
    before = years(("energy_sales", "battery", 1e6))
    before = replace(before, out_mwh={"battery": np.zeros(2)})
    from_october = {"battery": Span(first_year=2027, last_year=2041, first_share_frac=0.25)}
    whole, part = (with_margin_floors(before, [floor()], spans).streams[-1].yuan[0] for spans in (SPANS, from_october))
    assert whole + 1e6 == pytest.approx(4 * (part + 1e6))
    elsewhere = {"battery": Span(first_year=2028, last_year=2041)}
    assert with_margin_floors(before, [floor()], elsewhere).streams[-1].yuan[0] == 0.0


def test_the_margin_is_what_the_meters_earned() -> None:
    """Sales 40, charging −20, fees −5, another asset's 7, a capacity price of 11: the margin is 15, so 9 is paid."""
    before = years(
        ("energy_sales", "battery", 40e6), ("charging_energy", "battery", -20e6), ("line_loss_fee", "battery", -5e6),
        ("energy_sales", "gas", 7e6), ("capacity_price", "battery", 11e6),
    )  # fmt: skip
    after = with_margin_floors(before, [floor()], SPANS, {"capacity_price"})
    assert after.streams[:-1] == before.streams
    assert after.streams[-1].yuan == pytest.approx([9e6, 0.0])
    assert with_margin_floors(before, [], SPANS) is before
