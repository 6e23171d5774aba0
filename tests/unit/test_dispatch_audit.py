"""The audit against planted faults: the sound answer passes, every fault is caught by the check that is meant
for it.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from storage_model.assets.battery import Battery
from storage_model.blocks import Ends, FloatArray
from storage_model.dispatch.audit import GAP, MOST_GAP, Audit, Check, audit_dispatch, worst_of
from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.reduce import reduce
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import Dispatch, optimise
from storage_model.dispatch.settle import Settlement, settle
from storage_model.dispatch.solver.certificate import GAP_TOLERANCE, certify
from storage_model.dispatch.solver.highs import solve
from storage_model.problems import RejectedError
from storage_model.scenario.site import Site
from tests.sites import battery, battery_site, gas_plant, gas_series, horizon, site, spot

PRICES = np.tile([120.0, 90.0, 60.0, 300.0, 450.0, 380.0], 4)
STEP_H = 0.25


def given(**numbers: float) -> Site:
    """Return six hours of a battery and a gas plant behind a connection that binds."""
    lossy = {"charge_efficiency_frac": 0.93, "discharge_efficiency_frac": 0.91, "auxiliary_mw": 0.1}
    count = len(PRICES)
    return site(
        {"battery": battery(**{**lossy, "energy_mwh": 6.0, **numbers}), "gas": gas_plant(own_use_frac=0.05)},
        [spot(PRICES, PRICES + 5.0, ["battery", "gas"])],
        horizon(count, STEP_H),
        series={"gas": gas_series(np.tile([5.0, 3.0, 4.5], 8), np.where(np.arange(count) == 4, 0.08, 0.1))},
        export_limit_mw=12.0,
        import_limit_mw=7.0,
    )


SITE = given()
ANSWER = optimise(SITE)


def with_changed(name: str, **arrays: FloatArray) -> Dispatch:
    """Return the answer with some arrays of one asset replaced."""
    return replace(ANSWER, schedules={**ANSWER.schedules, name: {**ANSWER.schedules[name], **arrays}})


def failures(dispatch: Dispatch, settlement: Settlement | None = None, over: Site = SITE) -> set[str]:
    """Return the names of the checks that fail; money is settled from the changed schedule unless given."""
    audit = audit_dispatch(over, dispatch, settlement or settle(over, dispatch.schedules))
    if audit.failed:
        with pytest.raises(RejectedError) as caught:
            audit.require()
        assert all(check.name in str(caught.value) for check in audit.failed)
    return {check.name for check in audit.failed}


def array(name: str, key: str) -> FloatArray:
    """Return a copy of one array of the answer."""
    return np.array(ANSWER.schedules[name][key])


def money_of(schedules: Mapping[str, Mapping[str, FloatArray]]) -> Settlement:
    """Return the settlement of schedules."""
    return settle(SITE, schedules)


def test_the_sound_answer_passes() -> None:
    """No check fails and `require` is silent, or none of the tests below would mean anything."""
    assert failures(ANSWER) == set()
    audit_dispatch(SITE, ANSWER, money_of(ANSWER.schedules)).require()


def test_the_faults_have_something_to_bite_on() -> None:
    """The battery cycles, the connection binds both ways, and gas binds: otherwise a fault might hide in idleness."""
    net_mw = sum(
        asset.flows(ANSWER.schedules[name], SITE.frames({})[name]).net_mw for name, asset in SITE.assets.items()
    )
    assert net_mw.max() == pytest.approx(12.0)
    assert net_mw.min() == pytest.approx(-7.0)
    assert array("battery", "discharge_mw").sum() > 20
    assert array("gas", "power_mw")[4] == 0.0


def test_drift_of_the_store() -> None:
    """A store that gains 1e-3 MWh from step 7 on breaks balance and end, though nobody is paid for it."""
    stored_mwh = array("battery", "stored_mwh")
    stored_mwh[8:] += 1e-3
    failed = failures(with_changed("battery", stored_mwh=stored_mwh))
    assert {"battery.energy_balance", "battery.ends_as_it_began"} <= failed


def test_slow_drift_of_the_store() -> None:
    """1e-3 MWh spread over all steps hides from no step's balance: 4e-5 MWh a step is 7e-6 of the rating."""
    stored_mwh = array("battery", "stored_mwh")
    stored_mwh += np.linspace(0, 1e-3, len(stored_mwh))
    assert "battery.energy_balance" in failures(with_changed("battery", stored_mwh=stored_mwh))


@pytest.mark.parametrize(
    ("name", "key"),
    [("battery", "charge_mw"), ("battery", "discharge_mw"), ("battery", "stored_mwh"), ("gas", "power_mw")],
)
def test_not_a_number(name: str, key: str) -> None:
    """One NaN in any array is counted, and no comparison with it passes."""
    values = array(name, key)
    values[3] = np.nan
    failed = failures(with_changed(name, **{key: values}))
    assert "values_not_finite" in failed
    assert any(check.startswith(f"{name}.") for check in failed)


def test_not_a_number_in_the_money() -> None:
    """A stream with one NaN fails although every schedule is sound."""
    settlement = money_of(ANSWER.schedules)
    first, *others = settlement.streams
    yuan = first.yuan.copy()
    yuan[0] = np.nan
    failed = failures(ANSWER, Settlement(streams=(replace(first, yuan=yuan), *others)))
    assert failed == {"values_not_finite", "settlement_equals_objective"}


@pytest.mark.parametrize("key", ["charge_mw", "discharge_mw"])
def test_power_over_the_rating(key: str) -> None:
    """10.001 MW from a station of 10 MW: 1e-4 of the rating."""
    values = array("battery", key)
    values[int(values.argmax())] = 10.001
    assert f"battery.{key.removesuffix('_mw')}_limits" in failures(with_changed("battery", **{key: values}))


def test_negative_power() -> None:
    """Discharge below zero is charging without paying for it."""
    values = array("battery", "discharge_mw")
    values[int(values.argmin())] = -0.001
    assert "battery.discharge_limits" in failures(with_changed("battery", discharge_mw=values))


def test_store_outside_its_window() -> None:
    """The same answer judged by a station that may only use 5 to 95 %."""
    narrow = given(soc_min_frac=0.05, soc_max_frac=0.95)
    assert "battery.stored_limits" in failures(ANSWER, over=narrow)


def test_wrong_step_length() -> None:
    """A schedule of quarter-hours settled as hours: the store moves four times too little, the money is four
    times too much.
    """
    hourly = replace(SITE, horizon=horizon(len(PRICES), 1.0))
    assert {"battery.energy_balance", "settlement_equals_objective"} <= failures(ANSWER, over=hourly)


@pytest.mark.parametrize("which", ["charge_efficiency_frac", "discharge_efficiency_frac"])
def test_wrong_efficiency(which: str) -> None:
    """One point of efficiency more than the schedule was made with."""
    station = SITE.assets["battery"]
    assert isinstance(station, Battery)
    better = given(**{which: getattr(station, which) + 0.01})
    failed = failures(ANSWER, over=better)
    assert {"battery.energy_balance", "battery.energy_identity"} <= failed


@pytest.mark.parametrize("factor", [1e-3, 1e3])
@pytest.mark.parametrize("name", ["battery", "gas"])
def test_kilowatts_taken_for_megawatts(name: str, factor: float) -> None:
    """A schedule a thousand times too small breaks no limit of an empty-able store, but the money gives it away."""
    scaled = {key: values * factor for key, values in ANSWER.schedules[name].items()}
    failed = failures(with_changed(name, **scaled))
    assert "settlement_equals_objective" in failed
    if factor > 1:
        assert any(check.startswith(f"{name}.") for check in failed)


def test_kilowatts_in_the_power_only() -> None:
    """Power a thousand times too small beside an unchanged store breaks the balance."""
    assert "battery.energy_balance" in failures(with_changed("battery", charge_mw=array("battery", "charge_mw") / 1e3))


def test_charging_and_discharging_at_once() -> None:
    """0.1 MW both ways, the loss taken from the store: balance and limits hold, the law of one direction does not."""
    charge_mw, discharge_mw = array("battery", "charge_mw"), array("battery", "discharge_mw")
    step = int(np.flatnonzero((charge_mw > 0) & (charge_mw < 9))[0])
    discharge_mw[step] += 0.1
    charge_mw[step] += 0.1 / 0.91 / 0.93
    failed = failures(with_changed("battery", charge_mw=charge_mw, discharge_mw=discharge_mw))
    assert "battery.charge_and_discharge_at_once" in failed
    assert "battery.energy_balance" not in failed


def test_connection_exceeded() -> None:
    """The same answer behind a connection 1 kW weaker than the one it was made for."""
    limits = replace(SITE.connection, export_limit_mw=11.999)
    assert failures(ANSWER, over=replace(SITE, connection=limits)) == {"connection_limits"}
    limits = replace(SITE.connection, import_limit_mw=6.999)
    assert failures(ANSWER, over=replace(SITE, connection=limits)) == {"connection_limits"}


def test_gas_burned_beyond_the_supply() -> None:
    """3.01 MW in an hour whose gas is good for 3 MW: sets and concentration allow it, the gas does not."""
    power_mw = array("gas", "power_mw")
    power_mw[1] = 3.01
    failed = failures(with_changed("gas", power_mw=power_mw))
    assert "gas.gas_supply" in failed
    assert "gas.power_limits" not in failed


def test_gas_engines_below_safe_methane() -> None:
    """Step 4 has 8 % methane; 1 kW there is already too much."""
    power_mw = array("gas", "power_mw")
    power_mw[4] = 0.001
    assert "gas.runs_below_safe_methane" in failures(with_changed("gas", power_mw=power_mw))


def test_gas_plant_over_its_sets() -> None:
    """4.001 MW from four sets of 1 MW."""
    power_mw = array("gas", "power_mw")
    power_mw[0] = 4.001
    assert "gas.power_limits" in failures(with_changed("gas", power_mw=power_mw))


@pytest.mark.parametrize("sign", [1, -1])
def test_money_altered_by_two_in_a_hundred_million(sign: int) -> None:
    """A slip of 2e-8 of the objective in one stream; the tolerance is 1e-9."""
    settlement = money_of(ANSWER.schedules)
    first, *others = settlement.streams
    yuan = first.yuan.copy()
    yuan[-1] += sign * 2e-8 * abs(ANSWER.objective_yuan)
    failed = failures(ANSWER, Settlement(streams=(replace(first, yuan=yuan), *others)))
    assert failed == {"settlement_equals_objective"}


def test_a_stream_forgotten() -> None:
    """Money without the gas plant's sales."""
    kept = tuple(s for s in money_of(ANSWER.schedules).streams if not (s.asset == "gas" and s.key == "energy_sales"))
    assert failures(ANSWER, Settlement(streams=kept)) == {"settlement_equals_objective"}


def test_objective_misreported() -> None:
    """An objective one part in a million too high agrees neither with the money nor with the certificate."""
    told = replace(ANSWER, objective_yuan=ANSWER.objective_yuan * (1 + 1e-6))
    assert failures(told) >= {"settlement_equals_objective", "objective_recomputed"}


@pytest.mark.parametrize("slip", ["scaled", "shifted", "signs"])
def test_wrong_duals_prove_nothing(slip: str) -> None:
    """Any other duals give a lower bound, so the gap opens and the answer is not shown as optimal."""
    program = compile_model(lambda: build_model(SITE))
    reduced = reduce(program)
    found = solve(reduced.program)
    values, duals = reduced.restore(found.values, found.row_duals)
    wrong = {"scaled": duals * 1.01, "shifted": np.roll(duals, 1), "signs": -duals}[slip]
    proof = certify(program, values, wrong)
    assert proof.bound_yuan < proof.primal_yuan - 1e-6 * abs(proof.primal_yuan)
    assert failures(replace(ANSWER, certificate=proof)) == {"dual_bound_gap"}


def test_idle_schedule_is_feasible_but_not_optimal() -> None:
    """A schedule that breaks no law but earns too little: money disagrees with what the solver said."""
    idle = with_changed("gas", power_mw=np.zeros(len(PRICES)))
    assert failures(idle) >= {"settlement_equals_objective"}


def test_nan_deviation_never_passes() -> None:
    """NaN compares false with every tolerance."""
    assert not Check(name="x", deviation=float("nan"), tolerance=1.0).passed
    assert not Audit(checks=(Check(name="x", deviation=float("nan"), tolerance=1.0),)).passed


def test_the_worst_of_several_years() -> None:
    """Each law once, with the largest deviation of any year, in the order in which the laws were first seen."""

    def year(**deviations: float) -> Audit:
        return Audit(checks=tuple(Check(name=name, deviation=far, tolerance=1.0) for name, far in deviations.items()))

    worst = worst_of([year(balance=0.1, money=0.9), year(balance=0.3, limits=2.0), year(balance=0.2, money=0.4)])
    assert [(check.name, check.deviation) for check in worst.checks] == [
        ("balance", 0.3),
        ("money", 0.9),
        ("limits", 2.0),
    ]
    assert [check.name for check in worst.failed] == ["limits"]


def test_a_gap_wider_than_the_answer_names_the_time_limit() -> None:
    """It is the solver's time that left it; a gap that may not be there at all is another matter."""
    for tolerance, told in ((MOST_GAP, True), (GAP_TOLERANCE, False)):
        with pytest.raises(RejectedError) as refused:
            Audit(checks=(Check(name=GAP, deviation=4.1, tolerance=tolerance),)).require()
        assert ("--time-limit" in str(refused.value)) == told


def test_a_ramp_counts_from_the_step_before() -> None:
    """-5, 0, +5 MW at 5 MW an hour follow on from rest; had the station just sent 5 MW, the first step is too fast."""
    whole = battery_site(battery(ramp_mw_per_min=5 / 60), [100, 100, 400])
    answer = optimise(whole)
    ramp = "battery.ramp_limit"
    assert ramp not in failures(answer, over=whole)
    for before_mw, too_fast in ((0.0, False), (5.0, True)):
        ends = Ends(start={"stored_mwh": 0.0, "net_mw": before_mw})
        assert (ramp in failures(answer, over=replace(whole, ends={"battery": ends}))) == too_fast
