"""Operating years by hand: two steps, a battery that fades, prices whose spread narrows."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from storage_model.assets.ageing.linear import LinearFade
from storage_model.assets.battery import Battery
from storage_model.horizon import Horizon
from storage_model.lifetime.years import Lifetime, live
from storage_model.markets.day_ahead_energy import DayAheadEnergy
from storage_model.policies.terms import YearlyTerm
from storage_model.prices.path import PricePath
from storage_model.scenario.site import Connection, Site

BATTERY = Battery(
    kind="battery", power_mw=10.0, energy_mwh=20.0, charge_efficiency_frac=1.0, discharge_efficiency_frac=0.8,
    soc_min_frac=0.0, soc_max_frac=1.0, auxiliary_mw=1.0, wear_cost_yuan_per_mwh=5.0, availability_frac=0.9,
    ageing=LinearFade(kind="linear", first_year_fade_frac=0.10, later_fade_frac_per_year=0.02),
)  # fmt: skip
SCHEDULE = {
    "charge_mw": np.array([10.0, 0.0]),
    "discharge_mw": np.array([0.0, 8.0]),
    "stored_mwh": np.array([0.0, 10.0, 0.0]),
}


def site(prices: Sequence[float]) -> Site:
    """One-hour steps, one battery at the spot price."""
    spot = DayAheadEnergy(
        participants=("station",),
        sale_yuan_per_mwh=np.array(prices),
        purchase_yuan_per_mwh=np.array(prices),
        vat_frac=0.13,
    )
    return Site(
        horizon=Horizon(start=datetime(2026, 1, 1, tzinfo=UTC), step_h=1.0, count=2),
        assets={"station": BATTERY},
        series={"station": {}},
        markets=(spot,),
        connection=Connection(export_limit_mw=50, import_limit_mw=50),
    )


def lifetime() -> Lifetime:
    """Three years 2027–2029: spread 300 around a mean of 250, narrowing by a tenth each year from 2026."""
    path = PricePath(level_change_frac_per_year=0.0, spread_erosion_frac_per_year=0.10)
    prices = np.array([100.0, 400.0])
    terms = [
        YearlyTerm(
            key="capacity_price", asset="station", yuan_per_year=1000.0, first_year=2028, last_year=2040,
            side="revenue", vat_frac=0.13, source="test",
        )
    ]  # fmt: skip
    return live(
        lambda year: site(path.prices_after(year - 2026, prices).tolist()),
        {"station": SCHEDULE},
        range(2027, 2030),
        terms,
    )


def test_usable_share_is_availability_times_mean_health() -> None:
    """Health 1 → 0.90 → 0.88 → 0.86; means 0.95, 0.89, 0.87; × 0.9. Without availability the first would be 0.95."""
    assert BATTERY.usable_share_frac(3) == pytest.approx([0.855, 0.801, 0.783], abs=1e-12)


def test_fade_stops_at_nothing_left() -> None:
    """A tenth a year after a tenth: gone after ten years, never negative."""
    quick = BATTERY.model_copy(
        update={"ageing": LinearFade(kind="linear", first_year_fade_frac=0.10, later_fade_frac_per_year=0.10)}
    )
    assert quick.usable_share_frac(15).min() == 0.0


def test_sales_follow_share_and_price() -> None:
    """2027: spread 300 × 0.9 = 270, prices 115/385; sales 385 × 8 × 0.855 = 2 633.40. Unfaded it would be 3 080."""
    years = lifetime()
    sales = next(s for s in years.streams if s.key == "energy_sales")
    later = [(250 + 150 * 0.9**n) * 8 * share for n, share in ((1, 0.855), (2, 0.801), (3, 0.783))]
    assert sales.yuan == pytest.approx(later, abs=1e-9)
    assert sales.yuan[0] == pytest.approx(2633.40, abs=1e-9)


def test_station_supply_does_not_fade() -> None:
    """2027 purchases: (10 × 0.855 + 1) × 115 + 1 × 385 = 1 483.25; supply scaled as well would give 1 425.71."""
    purchases = next(s for s in lifetime().streams if s.key == "charging_energy")
    assert purchases.yuan[0] == pytest.approx(-1483.25, abs=1e-9)


def test_wear_is_never_cash_and_terms_keep_their_years() -> None:
    """Wear steers only; the capacity price starts in 2028."""
    streams = {s.key: s.yuan for s in lifetime().streams}
    assert set(streams) == {"energy_sales", "charging_energy", "capacity_price"}
    assert streams["capacity_price"].tolist() == [0.0, 1000.0, 1000.0]


def test_energy_by_year() -> None:
    """Sold 8 × share, drawn 10 × share + 2 of supply."""
    years = lifetime()
    assert years.out_mwh["station"] == pytest.approx(8 * years.usable_share_frac["station"])
    assert years.in_mwh["station"] == pytest.approx(10 * years.usable_share_frac["station"] + 2)


def test_streams_of_assets_add_up() -> None:
    """The sum over the only asset is the asset's own streams."""
    years = lifetime()
    assert {s.key: s.yuan.sum() for s in years.of_assets(["station"])} == {s.key: s.yuan.sum() for s in years.streams}


def test_price_path_keeps_the_mean_and_narrows_the_spread() -> None:
    """Mean 250 rises by a tenth to 275; distances ±150 shrink to ±120: 155 and 395."""
    path = PricePath(level_change_frac_per_year=0.10, spread_erosion_frac_per_year=0.20)
    assert path.prices_after(1, np.array([100.0, 400.0])) == pytest.approx([155.0, 395.0])
    assert path.prices_after(0, np.array([100.0, 400.0])) == pytest.approx([100.0, 400.0])
