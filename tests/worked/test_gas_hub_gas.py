"""Where the gas goes, by hand: vent, flare, holder, mixtures, enrichment. A set of 1 MW at 36 % burns 278.55 m³/h."""

from typing import Any

import numpy as np
import pytest

from storage_model.assets.gas import GasHub
from storage_model.assets.gas.ledger import MethaneLedger
from storage_model.blocks import Schedule, SeriesByField
from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.model import build_model
from storage_model.dispatch.settle import Settlement
from storage_model.dispatch.solver.highs import solve
from tests.gas_sites import GAS_OF_A_MW, REFERENCE, gensets, hub, hub_site, supply
from tests.sites import audited

EXACT = 1e-6
T_PER_M3 = 0.000717
SITE_SUPPLY = {"price_yuan_per_mwh": 450.0, "vat_frac": 0.13}


def answer(
    station: GasHub, prices: list[float], series: SeriesByField
) -> tuple[float, Settlement, Schedule, MethaneLedger]:
    """Return money, settlement, schedule and where the methane went."""
    given = hub_site(station, prices, series)
    dispatch, settlement = audited(given)
    schedule = dispatch.schedules["gas"]
    return (
        dispatch.objective_yuan,
        settlement,
        schedule,
        station.ledger(schedule, given.frames(dispatch.products)["gas"]),
    )


def money(station: GasHub, prices: list[float], *series: SeriesByField) -> float:
    """Return what a hub earns on the supplies given."""
    together: dict[str, Any] = {}
    for one in series:
        together |= one
    return answer(station, prices, together)[0]


def test_unused_gas_is_vented_at_its_cost() -> None:
    """400 m³/h, one set: 400 yuan less 0.1 × 278.55 for gas used, less 0.2 × 121.45 for gas vented: 347.855. Gas paid
    whether used or not 335.71; venting free 372.145.
    """
    terms = {**REFERENCE, "gas_price_yuan_per_m3": 0.1, "venting_cost_yuan_per_m3": 0.2}
    found, settlement, _, ledger = answer(
        hub({"sets": gensets(sets=1)}, supplies={"drained": terms}), [400], supply([400], 0.12)
    )
    assert found == pytest.approx(400 - 0.1 * GAS_OF_A_MW - 0.2 * (400 - GAS_OF_A_MW), abs=EXACT)
    assert settlement.by_key()["gas_venting"] == pytest.approx(-0.2 * (400 - GAS_OF_A_MW), abs=EXACT)
    assert ledger.vented_m3 == pytest.approx(400 - GAS_OF_A_MW, abs=EXACT)
    assert ledger.destroyed_t == pytest.approx(0.995 * GAS_OF_A_MW * T_PER_M3, abs=EXACT)
    assert ledger.escaped_t == pytest.approx((400 - 0.995 * GAS_OF_A_MW) * T_PER_M3, abs=EXACT)


def test_a_flare_burns_what_would_be_vented() -> None:
    """Of 121.45 m³/h left a flare takes 100 at 0.05, 21.45 are vented at 0.2: 400 - 5 - 4.29 = 390.71. Without its
    capacity 393.93; with the gas price on flared gas 380.71. It destroys 90 %: 10 m³ of what it takes escapes.
    """
    terms = {**REFERENCE, "gas_price_yuan_per_m3": 0.1, "venting_cost_yuan_per_m3": 0.2}
    flare = {
        "capacity_m3_per_h": 100.0, "minimum_methane_frac": 0.09, "destruction_frac": 0.9, "cost_yuan_per_m3": 0.05
    }  # fmt: skip
    station = hub({"sets": gensets(sets=1)}, supplies={"drained": terms}, flare=flare)
    found, settlement, _, ledger = answer(station, [400], supply([400], 0.12))
    vented = 300 - GAS_OF_A_MW
    assert found == pytest.approx(400 - 0.1 * GAS_OF_A_MW - 5 - 0.2 * vented, abs=EXACT)
    assert settlement.by_key()["gas_flaring"] == pytest.approx(-5, abs=EXACT)
    assert ledger.escaped_t == pytest.approx((vented + 10 + 0.005 * GAS_OF_A_MW) * T_PER_M3, abs=EXACT)
    assert money(station, [400], supply([400], 0.085)) == pytest.approx(-0.2 * 400, abs=EXACT)


@pytest.mark.parametrize(
    ("pure_m3", "least", "found"),
    [(2.0 * GAS_OF_A_MW, 0.0, 1000), (0.5 * GAS_OF_A_MW, 0.0, 800), (1.0 * GAS_OF_A_MW, 0.6, 760)],
)
def test_a_holder_carries_gas_to_the_dear_hour(pure_m3: float, least: float, found: float) -> None:
    """Gas for 1 MW in hours at 100 and 500, two sets. All of it carried: 2 × 500 = 1000; half of it: 50 + 750 = 800;
    room for 1 MWh of which 0.6 is always kept: 60 + 700 = 760. Without a holder 600. Volume counts the air: as pure
    methane the small holder would take eight times as much and earn 1000.
    """
    holder = {"capacity_m3": pure_m3 / 0.12, "methane_frac": 0.12, "least_share_frac": least}
    station = hub({"sets": gensets(sets=2)}, holder=holder)
    given = supply([GAS_OF_A_MW, GAS_OF_A_MW], 0.12)
    assert money(station, [100, 500], given) == pytest.approx(found, abs=EXACT)


@pytest.mark.parametrize("step_h", [1.0, 0.25])
def test_gas_passes_through_a_small_holder(step_h: float) -> None:
    """Gas for 2 MW in hours at 100 and 500, two sets fed by the holder alone, which has room for half a MWh: the second
    hour burns all it gets, 2 × 500, the first too, 2 × 100: 1200, in one step an hour or in four. Were no more drawn in
    a step than the holder has room for, it would be 0.5 × 600 = 300 in steps of an hour.
    """
    holder = {"capacity_m3": 0.5 * GAS_OF_A_MW / 0.12, "methane_frac": 0.12, "supplies": ["drained"]}
    station = hub({"sets": gensets(sets=2, supplies=["holder"])}, holder=holder)
    prices = np.repeat([100.0, 500.0], round(1 / step_h))
    given = supply(np.full_like(prices, 2 * GAS_OF_A_MW), 0.12)
    assert audited(hub_site(station, prices, given, step_h))[0].objective_yuan == pytest.approx(1200, abs=EXACT)


def test_a_holder_credits_its_own_concentration_and_takes_no_leaner() -> None:
    """A set that gives 0.8 MW on 10 % and 1 MW on 12 %. Gas of 12 % for 1 MW, all through a holder credited with 10 %:
    0.8 MW at 500 and the rest, 0.2, at 100: 420; burned as 12 % it would be 500. Gas of 9.5 % does not enter: it is
    burned at once, 0.8 × 100 = 80.
    """
    effect = [
        {"methane_frac": 0.10, "output_factor": 0.8, "efficiency_factor": 1.0},
        {"methane_frac": 0.12, "output_factor": 1.0, "efficiency_factor": 1.0},
    ]
    holder = {"capacity_m3": 10_000.0, "methane_frac": 0.10}
    one = gensets(sets=1, methane_effect=effect)
    from_store = hub({"sets": {**one, "supplies": ["holder"]}}, holder=holder)
    assert money(from_store, [100, 500], supply([GAS_OF_A_MW, 0], 0.12)) == pytest.approx(420, abs=EXACT)
    assert money(hub({"sets": one}, holder=holder), [100, 500], supply([GAS_OF_A_MW, 0], 0.095)) == pytest.approx(
        80, abs=EXACT
    )


def two_supplies(**group: Any) -> GasHub:
    """Return two sets of 1 MW on two supplies, `drained` and `other`."""
    return hub({"sets": gensets(sets=2, **group)}, supplies={"drained": REFERENCE, "other": REFERENCE})


@pytest.mark.parametrize(
    ("first", "second", "found"), [(0.30, 0.12, 240), (0.30, 0.20, 440), (0.12, 0.10, 440), (0.16, 0.159, 240)]
)
def test_rich_gas_is_never_diluted_into_the_explosive_band(first: float, second: float, found: float) -> None:
    """Gas for 0.6 and 0.5 MW from two supplies at 400. Both above 16 %, or both within 5 to 16 %: mixed, 440. One above
    and one within: either of them, 240. A model that lets them mix earns 440 in all four.
    """
    gas = (supply([0.6 * GAS_OF_A_MW], first), supply([0.5 * GAS_OF_A_MW], second, "other"))
    assert money(two_supplies(), [400], *gas) == pytest.approx(found, abs=EXACT)


def test_half_of_each_side_is_no_better_than_one() -> None:
    """Two sets; free rich gas for 1.5 MW, the rest for 1.5 + 1.5 MW at 0.2 yuan/m³, 55.71 a MWh: rich alone 600, the
    rest alone 2 · (400 - 55.71) = 688.58, found without whole numbers too. Were each flow bounded by itself alone, half
    of a side would do: 0.75 MW rich and 1.25 MW of the rest, 730.36.
    """
    lean = {**REFERENCE, "gas_price_yuan_per_m3": 0.2}
    station = hub({"sets": gensets(sets=2)}, supplies={"rich": REFERENCE, "one": lean, "other": lean})
    flow, prices = [1.5 * GAS_OF_A_MW], [400.0]
    gas = supply(flow, 0.30, "rich") | supply(flow, 0.12, "one") | supply(flow, 0.12, "other")
    assert money(station, prices, gas) == pytest.approx(688.58, abs=0.01)
    program = compile_model(lambda: build_model(hub_site(station, prices, gas)))
    assert program.integer.any()
    assert solve(program.relaxed()).objective == pytest.approx(-688.58, abs=0.01)


def test_the_side_is_chosen_step_by_step() -> None:
    """Rich for 0.6, then 0.2 MW; lean for 0.5 in both: 240 + 200. One side for the whole time 320 or 400."""
    gas = (
        supply([0.6 * GAS_OF_A_MW, 0.2 * GAS_OF_A_MW], 0.30),
        supply([0.5 * GAS_OF_A_MW, 0.5 * GAS_OF_A_MW], 0.12, "other"),
    )
    assert money(two_supplies(), [400, 400], *gas) == pytest.approx(440, abs=EXACT)


def test_a_schedule_holds_no_choice_of_some_steps() -> None:
    """Rich beside lean gas in the second of two hours: every part of the schedule has a value for both, or a table of
    hours cannot be written; the choice itself is of one hour alone. 200 + 240.
    """
    gas = supply([0.0, 0.6 * GAS_OF_A_MW], 0.30) | supply([0.5 * GAS_OF_A_MW] * 2, 0.12, "other")
    found, _, schedule, _ = answer(two_supplies(), [400, 400], gas)
    assert found == pytest.approx(440, abs=EXACT)
    assert {len(values) for values in schedule.values()} == {2}


def test_a_holder_of_rich_gas_takes_none_of_the_explosive_band() -> None:
    """A holder at 16 %: gas of 15.9 % does not enter, 600; gas of 30 % does, 1000."""
    holder = {"capacity_m3": 10_000.0, "methane_frac": 0.16}
    station = hub({"sets": gensets(sets=2)}, holder=holder)
    for methane, found in ((0.159, 600), (0.30, 1000)):
        given = supply([GAS_OF_A_MW, GAS_OF_A_MW], methane)
        assert money(station, [100, 500], given) == pytest.approx(found, abs=EXACT)


@pytest.mark.parametrize(("lean", "blending", "found"), [(0.06, True, 360), (0.06, False, 240), (0.049, True, 240)])
def test_leaner_gas_is_blended_up_to_the_safe_mixture(lean: float, blending: bool, found: float) -> None:
    """x of 12 % and y of 6 % make at least 9 % where x (1 - 0.75) >= y (1.5 - 1): y <= x / 2. With gas for 0.6 MW of
    each: 0.9 MW, 360. Mixed without a limit 480; without blending, or below 5 % where no flame burns, 240.
    """
    gas = (supply([0.6 * GAS_OF_A_MW], 0.12), supply([0.6 * GAS_OF_A_MW], lean, "other"))
    assert money(two_supplies(blending=blending), [400], *gas) == pytest.approx(found, abs=EXACT)


def test_a_blend_is_credited_with_its_leanest_source() -> None:
    """Output 0.9 at 9 %, 1 at 12 %: where 6 % gas may come in, a set is credited with the safe 9 %, 0.9 MW: 360; with
    the mean or the richest it would be more.
    """
    effect = [
        {"methane_frac": 0.09, "output_factor": 0.9, "efficiency_factor": 1.0},
        {"methane_frac": 0.12, "output_factor": 1.0, "efficiency_factor": 1.0},
    ]
    group = gensets(sets=1, blending=True, methane_effect=effect)
    station = hub({"sets": group}, supplies={"drained": REFERENCE, "other": REFERENCE})
    gas = (supply([GAS_OF_A_MW], 0.12), supply([GAS_OF_A_MW], 0.06, "other"))
    assert money(station, [400], *gas) == pytest.approx(360, abs=EXACT)


def test_a_group_draws_from_its_own_pipes_alone() -> None:
    """Piped to `other` only, gas for 0.5 MW: 200; from both 440."""
    gas = (supply([0.6 * GAS_OF_A_MW], 0.12), supply([0.5 * GAS_OF_A_MW], 0.12, "other"))
    assert money(two_supplies(supplies=["other"]), [400], *gas) == pytest.approx(200, abs=EXACT)


ENRICHMENT = {
    "capacity_m3_per_h": 500.0, "minimum_methane_frac": 0.25, "recovery_frac": 0.9, "power_use_kwh_per_m3": 0.5,
    "om_yuan_per_m3": 0.1, "price_yuan_per_m3": 2.0, "price_vat_frac": 0.09,
}  # fmt: skip


def enriching(**changes: Any) -> GasHub:
    """Return four sets beside an enrichment plant."""
    return hub(enrichment={**ENRICHMENT, **changes}, site_supply=SITE_SUPPLY)


def test_enrichment_competes_with_the_sets() -> None:
    """A cubic metre makes 1.436 yuan of power at 400, or 0.9 × 2.0 - 0.1 less 0.5 kWh at 400: 1.50. Of 800 m³/h the
    plant takes its 500: 500 × 1.7 - 0.25 MWh × 400, and 300 m³ make 1.077 MWh × 400: 1180.80. Power first would be
    1148.80; recovery forgotten 1280.80; its electricity free 1280.80 too.
    """
    found, settlement, _, ledger = answer(enriching(), [400], supply([800], 0.30))
    assert found == pytest.approx(500 * 1.7 - 100 + 300 * 0.00359 * 400, abs=EXACT)
    assert settlement.by_key()["gas_sales"] == pytest.approx(900, abs=EXACT)
    assert settlement.by_key()["enrichment_om"] == pytest.approx(-50, abs=EXACT)
    assert (ledger.enriched_m3, ledger.sold_t) == pytest.approx((500, 450 * T_PER_M3), abs=EXACT)
    assert ledger.escaped_t == pytest.approx((50 + 300 * 0.005) * T_PER_M3, abs=EXACT)


@pytest.mark.parametrize(("methane", "changes"), [(0.24, {}), (0.30, {"price_yuan_per_m3": 1.9})])
def test_enrichment_stands_still(methane: float, changes: dict[str, float]) -> None:
    """On gas leaner than it takes, or at 1.9 where it brings 1.41 a cubic metre: 800 m³/h of power, 1148.80."""
    found = money(enriching(**changes), [400], supply([800], methane))
    assert found == pytest.approx(800 * 0.00359 * 400, abs=EXACT)


def test_every_cubic_metre_is_accounted_for() -> None:
    """Three supplies, holder, flare, enrichment: drained = burned + enriched + flared + vented + rise, to 1e-6 m³."""
    holder = {"capacity_m3": 3_000.0, "methane_frac": 0.25, "supplies": ["drained"]}
    flare = {"capacity_m3_per_h": 150.0, "minimum_methane_frac": 0.09, "destruction_frac": 0.9}
    supplies = {name: {**REFERENCE, "venting_cost_yuan_per_m3": 0.05} for name in ("drained", "other", "lean")}
    station = hub(
        {"sets": gensets(sets=2, blending=True)}, supplies=supplies, holder=holder, flare=flare,
        enrichment=ENRICHMENT, site_supply=SITE_SUPPLY,
    )  # fmt: skip
    series = {
        **supply([900, 400, 0, 700], 0.30), **supply([500, 600, 700, 100], [0.12, 0.20, 0.10, 0.15], "other"),
        **supply([80, 80, 80, 80], 0.06, "lean"),
    }  # fmt: skip
    _, _, schedule, ledger = answer(station, [100, 600, 300, 500], series)
    assert ledger.drained_m3 == pytest.approx(2000 + 1900 + 320, abs=EXACT)
    assert ledger.unaccounted_m3 == pytest.approx(0, abs=EXACT)
    assert ledger.holder_rise_m3 == pytest.approx(0, abs=EXACT)
    assert np.ptp(schedule["holder.stored_m3"]) > 100
