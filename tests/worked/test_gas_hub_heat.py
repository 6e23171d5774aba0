"""Flameless oxidation, heat, credits and the hub's own electricity, by hand.

1200 m³/h of methane (100 000 m³/h of feed at 1.2 %), 97 % destroyed, half of the heat left over: 1200 × 0.00997222 ×
0.97 × 0.5 = 5.80383 MW of heat, or 1.45096 MW of electricity at 25 %.
"""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from storage_model.assets.gas import GasHub
from storage_model.assets.gas.ledger import MethaneLedger
from storage_model.dispatch.settle import Settlement
from tests.gas_sites import GAS_OF_A_MW, NO_SERIES, REFERENCE, gensets, hub, hub_site, supply
from tests.sites import audited

EXACT = 1e-6
OXIDISER = {
    "feed_m3_per_h": 100_000.0, "feed_methane_frac": 0.012, "destruction_frac": 0.97, "excess_heat_frac": 0.5,
    "availability_frac": 1.0, "turbine_mw": 5.0, "efficiency_frac": 0.25,
}  # fmt: skip
HEAT_PER_M3 = 35.9 / 3600 * 0.97 * 0.5
ALL_HEAT = 1200 * HEAT_PER_M3
CARBON = {"gwp": 28.0, "grid_factor_t_per_mwh": 0.65, "boiler_factor_t_per_gj": 0.1, "credit_price_yuan_per_t": 80.0}
HEAT = {"demand": NO_SERIES, "price_yuan_per_gj": 40.0, "vat_frac": 0.09}
SITE_SUPPLY = {"price_yuan_per_mwh": 500.0, "vat_frac": 0.13}


def answer(
    station: GasHub, price: float, pure: float, methane: float, heat_mw: float | None = None, **others: Any
) -> tuple[float, Settlement, MethaneLedger]:
    """Return money, settlement and ledger of one hour."""
    series = supply([pure], methane) | others
    series |= {} if heat_mw is None else {"heat.demand": np.array([heat_mw])}
    given = hub_site(station, [price], series)
    dispatch, settlement = audited(given)
    ledger = station.ledger(dispatch.schedules["gas"], given.frames(dispatch.products)["gas"])
    return dispatch.objective_yuan, settlement, ledger


def oxidising(**parts: Any) -> GasHub:
    """Return a hub of an oxidiser alone."""
    changed = {**OXIDISER, **parts.pop("oxidiser", {})}
    return hub(parts.pop("groups", {}), oxidiser=changed, **parts)


def test_heat_of_oxidation_turns_the_turbine() -> None:
    """1.45096 MW at 400: 580.38. Heat not destroyed counted 598.33; all heat usable 1160.77; at full feed 2000 m³/h
    would give 967.30.
    """
    money, _, ledger = answer(oxidising(), 400, 2000, 0.02)
    assert money == pytest.approx(400 * 0.25 * ALL_HEAT, abs=EXACT)
    assert money == pytest.approx(580.383, abs=1e-3)
    assert ledger.oxidised_m3 == pytest.approx(1200, abs=EXACT)


def test_no_more_is_oxidised_than_its_heat_is_used() -> None:
    """A turbine of 1 MW: 400 yuan, 4 MW of heat, 827.05 m³/h. Oxidised without use it would be all 1200."""
    money, _, ledger = answer(oxidising(oxidiser={"turbine_mw": 1.0}), 400, 2000, 0.02)
    assert money == pytest.approx(400, abs=EXACT)
    assert ledger.oxidised_m3 == pytest.approx(4 / HEAT_PER_M3, abs=1e-3)


@pytest.mark.parametrize(("methane", "share"), [(0.0799, 1), (0.08, 0), (0.12, 0), (0.0119, 0), (0.012, 1)])
def test_only_gas_below_8_percent_that_reaches_the_feed_is_oxidised(methane: float, share: int) -> None:
    """Richer gas may not be diluted for it, leaner gas does not keep the bed hot: all or nothing of 580.38."""
    assert answer(oxidising(), 400, 1200, methane)[0] == pytest.approx(share * 100 * ALL_HEAT, abs=EXACT)


def test_drained_gas_lifts_ventilation_air_to_the_feed() -> None:
    """x of 6 % and y of 0.5 % reach 1.2 % where x (1 - 0.2) >= y (2.4 - 1): y <= 0.5714 x. Of 500 and 1000 m³/h: 785.71
    oxidised, 380.01 yuan. Unlimited mixture 580.38 (1200); ventilation air alone nothing.
    """
    station = oxidising(supplies={"drained": REFERENCE, "air": REFERENCE})
    air = supply([1000], 0.005, "air")
    money, _, ledger = answer(station, 400, 500, 0.06, **air)
    assert ledger.oxidised_m3 == pytest.approx(500 * (1 + 0.8 / 1.4), abs=1e-3)
    assert money == pytest.approx(100 * HEAT_PER_M3 * 500 * (1 + 0.8 / 1.4), abs=1e-3)
    assert answer(station, 400, 0, 0.06, **air)[0] == pytest.approx(0, abs=EXACT)


def test_heat_goes_to_the_mine_first_where_the_boiler_costs_more() -> None:
    """A MWh of heat displaces 3.6 GJ × 40 = 144 yuan of boiler fuel or makes 100 yuan of power: 2 MW to the mine,
    3.80383 MW to the turbine: 288 + 380.38 = 668.38. Power first 580.38; counted twice 868.38. Without a boiler left,
    580.38.
    """
    station = oxidising(heat=HEAT)
    money, settlement, _ = answer(station, 400, 1200, 0.02, heat_mw=2.0)
    assert money == pytest.approx(288 + 100 * (ALL_HEAT - 2), abs=EXACT)
    assert settlement.by_key()["heat_sales"] == pytest.approx(288, abs=EXACT)
    assert answer(station, 400, 1200, 0.02, heat_mw=0.0)[0] == pytest.approx(100 * ALL_HEAT, abs=EXACT)


@pytest.mark.parametrize(("demand", "heat"), [(0.3, 0.3), (2.0, 0.5)])
def test_gensets_warm_the_mine_too(demand: float, heat: float) -> None:
    """1 MW gives off 0.5 MW of heat, the mine takes no more than it needs: 400 + 144 × min(0.5, demand)."""
    station = hub({"sets": gensets(sets=1, heat_per_power=0.5)}, heat=HEAT)
    money, settlement, _ = answer(station, 400, GAS_OF_A_MW, 0.12, heat_mw=demand)
    assert money == pytest.approx(400 + 144 * heat, abs=EXACT)
    assert settlement.by_key()["heat_sales"] == pytest.approx(144 * heat, abs=EXACT)


def test_one_demand_is_served_once() -> None:
    """Sets and oxidiser together may bring 6.30 MW, the mine takes 3: 0.5 from the sets, 2.5 from the oxidiser, whose
    rest turns the turbine: 400 + 432 + 100 × 3.30383 = 1162.38. Each serving the demand alone 1204.38.
    """
    station = oxidising(
        groups={"sets": gensets(sets=1, heat_per_power=0.5, supplies=["drained"])}, heat=HEAT,
        supplies={"drained": REFERENCE, "air": REFERENCE},
    )  # fmt: skip
    money, _, _ = answer(station, 400, GAS_OF_A_MW, 0.12, heat_mw=3.0, **supply([1200], 0.02, "air"))
    assert money == pytest.approx(400 + 432 + 100 * (ALL_HEAT - 2.5), abs=EXACT)


def test_credits_by_the_rule() -> None:
    """1200 m³ × 0.717 kg × 0.97 = 0.834588 t destroyed, × (28 - 2.75) = 21.0733 t; + 1.45096 MWh × 0.65 = 0.9431 t:
    22.0165 t, 1761.32 yuan at 80. Without the carbon dioxide of burning 24.3116 t; destroyed as supplied 22.67 t.
    """
    tonnes = 1200 * 0.717e-3 * 0.97 * 25.25 + 0.65 * 0.25 * ALL_HEAT
    money, settlement, ledger = answer(oxidising(carbon=CARBON), 400, 1200, 0.02)
    assert ledger.credits_t == pytest.approx(tonnes, abs=EXACT)
    assert ledger.credits_t == pytest.approx(22.0165, abs=1e-4)
    assert settlement.by_key()["carbon_credits"] == pytest.approx(80 * tonnes, abs=1e-4)
    assert money == pytest.approx(100 * ALL_HEAT + 80 * tonnes, abs=1e-4)


def test_credits_count_displaced_heat_and_the_fans() -> None:
    """2 MW to the mine displace 7.2 GJ × 0.1 = 0.72 t; the turbine makes 0.95096 MWh; fans take 0.012 kWh × 100 000 m³
    = 1.2 MWh of the project's own power: 21.0733 + 0.72 + 0.65 × (0.95096 - 1.2) = 21.6314 t.
    """
    station = oxidising(heat=HEAT, carbon=CARBON, oxidiser={"fan_kwh_per_m3": 0.012}, site_supply=SITE_SUPPLY)
    _, _, ledger = answer(station, 400, 1200, 0.02, heat_mw=2.0)
    power = 0.25 * (ALL_HEAT - 2)
    assert ledger.credits_t == pytest.approx(1200 * 0.717e-3 * 0.97 * 25.25 + 0.72 + 0.65 * (power - 1.2), abs=EXACT)


def test_engines_earn_no_credits() -> None:
    """Sets on 12 % gas beside an idle oxidiser: 400 yuan, no tonne of credits, though 1 MW of engines avoids
    278.55 × 0.717 kg × 0.995 × 25.25 = 5.018 t.
    """
    station = oxidising(groups={"sets": gensets(sets=1)}, carbon=CARBON)
    money, settlement, ledger = answer(station, 400, GAS_OF_A_MW, 0.12)
    assert money == pytest.approx(400, abs=EXACT)
    assert settlement.by_key()["carbon_credits"] == pytest.approx(0, abs=EXACT)
    assert (ledger.credits_t, ledger.avoided_co2e_t) == pytest.approx(
        (0, GAS_OF_A_MW * 0.717e-3 * 0.995 * 25.25), abs=EXACT
    )


def test_credits_make_oxidation_pay() -> None:
    """Power at 0, upkeep of 0.5 yuan/m³: nothing is oxidised for power alone; at 80 yuan/t a cubic metre earns 1.47."""
    upkeep = {"om_yuan_per_m3": 0.5}
    assert answer(oxidising(oxidiser=upkeep), 0, 1200, 0.02)[0] == pytest.approx(0, abs=EXACT)
    tonnes = 1200 * 0.717e-3 * 0.97 * 25.25 + 0.65 * 0.25 * ALL_HEAT
    money, settlement, _ = answer(oxidising(oxidiser=upkeep, carbon=CARBON), 0, 1200, 0.02)
    assert money == pytest.approx(80 * tonnes - 600, abs=1e-4)
    assert settlement.by_key()["oxidiser_om"] == pytest.approx(-600, abs=EXACT)


@pytest.mark.parametrize(
    ("price", "gas_mw", "money"), [(400, 1.0, 0.8 * 400), (400, 0.0, -0.2 * 500), (600, 1.0, 600 - 0.2 * 500)]
)
def test_own_consumption_is_covered_by_sets_or_bought_from_the_mine(price: float, gas_mw: float, money: float) -> None:
    """0.2 MW of pumps, the mine's power at 500. At 400 the sets cover it: 320; without gas it is bought: -100; at 600
    all is sold and 0.2 bought: 500, not the 480 of covering it. Bought beyond own use and sold on, it would be endless.
    """
    station = hub({"sets": gensets(sets=1)}, site_supply={**SITE_SUPPLY, "constant_mw": 0.2})
    found, settlement, _ = answer(station, price, gas_mw * GAS_OF_A_MW, 0.12)
    assert found == pytest.approx(money, abs=EXACT)
    assert settlement.by_key()["mine_power"] == pytest.approx(-100 if money != 320 else 0, abs=EXACT)


def test_fans_draw_from_the_turbine() -> None:
    """Fans of 0.006 kWh on 100 000 m³/h take 0.6 of 1.45096 MW: 340.38. On the methane alone they would take 0.0072."""
    station = oxidising(oxidiser={"fan_kwh_per_m3": 0.006}, site_supply=SITE_SUPPLY)
    assert answer(station, 400, 1200, 0.02)[0] == pytest.approx(100 * ALL_HEAT - 240, abs=EXACT)


LEAN_HOLDER = {"capacity_m3": 100.0, "methane_frac": 0.08}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"oxidiser": {"feed_methane_frac": 0.03}}, "below 0.02"),
        ({"oxidiser": {"turbine_mw": 0.0}, "groups": {"sets": gensets()}}, "its heat must be used"),
        ({"oxidiser": {"fan_kwh_per_m3": 0.01}}, "site_supply beside equipment that draws electricity"),
        ({"oxidiser": {"supplies": ["elsewhere"]}}, "supplies of oxidiser among drained"),
        ({"holder": {"capacity_m3": 100.0, "methane_frac": 0.1}}, "nobody draws from the holder"),
        ({"holder": LEAN_HOLDER, "groups": {"sets": gensets(supplies=["holder"])}}, "methane_frac of 0.09 at least"),
        ({"holder": LEAN_HOLDER, "groups": {"sets": gensets(supplies=["holder"], blending=True)}}, "of 0.09 at least"),
    ],
)
def test_what_cannot_be_is_refused(parts: dict[str, Any], words: str) -> None:
    """A feed near the explosive limit, heat without use, fans without power, an unknown pipe, a holder nobody draws
    from, one too lean for the sets behind it: each says what may be.
    """
    with pytest.raises(ValidationError, match=words):
        oxidising(**parts)


def test_a_lean_holder_is_blended_with_richer_gas() -> None:
    """Sets that may blend and have another source take gas of 8 % from a holder, though they need 9 %."""
    both = gensets(supplies=["drained", "holder"], blending=True)
    assert oxidising(holder=LEAN_HOLDER, groups={"sets": both}).holder is not None
