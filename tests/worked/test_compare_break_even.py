"""The support that is needed, on the true model: dispatch included, with its certificate; and lives shared by cases."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from storage_model.cases.compare import shares
from storage_model.cases.compare.break_even import Aim, Axis, BreakEven, Needed, break_even, iso_return
from storage_model.cases.compare.column import column_of, needed_of
from storage_model.cases.compare.effect import Yardsticks
from storage_model.cases.compare.lives import Lives
from storage_model.cases.compare.parameter import Parameter
from storage_model.cases.compare.shares import OTHER_INPUTS, differing, mixed, other_parts, shares_of
from storage_model.cases.run_case import answer_scenario
from storage_model.finance.indicators.crossing import Target
from storage_model.problems import InputError
from storage_model.report.comparing.blocks.gains import instrument
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import make_site
from tests.policies import cut, policy, short_case, under

STATION = {"assets": ["station"]}
WORTH = "npv_project_after_tax_yuan"
SUBSIDY = {"yuan_per_mwh": 100.0, "duration_years": 15, "vat_frac": 0.13, **STATION}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The base case over its first two days."""
    return short_case(make_site(tmp_path_factory.mktemp("site")))


@pytest.fixture(scope="module")
def lives() -> Lives:
    """Lives shared by the tests of this file."""
    return Lives()


def no_reload(changes: Mapping[str, object]) -> Scenario:
    """Refuse to read a case anew."""
    raise AssertionError(f"not expected: {changes}")


def free(scenario: Scenario, role: str) -> Needed:
    """Price nothing."""
    del scenario, role
    return Needed(first_year_yuan=0.0, per_kw_yuan=0.0, present_yuan=0.0)


def worth(scenario: Scenario, lives: Lives) -> float:
    """Return the present value of the station after tax."""
    found = lives.indicator(scenario, "station", WORTH).value
    assert found is not None
    return found


def needed(scenario: Scenario, path: str, target: float, lives: Lives, **numbers: Any) -> BreakEven:
    """Return what a case needs for a present value of the station."""
    aim = Aim(project="station", key=WORTH, target=Target(value=target, tolerance=1e-3))
    parameter = Parameter(path=path, **numbers)
    return break_even(scenario, no_reload, parameter, aim, lives=lives, cost=free)


def certified(found: BreakEven, lives: Lives, scenario: Scenario) -> None:
    """Hold a certificate against the model itself: the value meets the target, a step less does not."""
    assert found.goal.state == "ok"
    assert found.goal.met is not None
    assert found.goal.missed is not None
    assert found.goal.met.value - found.goal.missed.value == pytest.approx(found.parameter.step)
    setter, target = found.parameter.setter(scenario, no_reload), found.aim.target.value
    assert 0 <= worth(setter(found.goal.met.value), lives) - target <= 1e-3
    assert worth(setter(found.goal.missed.value), lives) < target


def test_a_capacity_price_that_is_known(base: Scenario, lives: Lives) -> None:
    """What 165 yuan/kW·yr is worth needs 165 again; the search asks for no dispatch of its own."""
    found = needed(base, "policies.capacity_price.rate_yuan_per_kw_year", worth(base, lives), lives)
    assert found.goal.value == pytest.approx(165.0, abs=1e-6)
    assert found.now == 165.0
    assert not found.dispatched
    certified(found, lives, base)


def test_a_subsidy_that_steers_the_schedule(base: Scenario, lives: Lives) -> None:
    """What 60 yuan/MWh is worth, dispatched at 60, is found at 60: every trial has its own schedules.

    With the schedules of 100 held, the value would need less than 60 × what is discharged at 100.
    """
    scenario = under(base, subsidy=policy("discharge_subsidy", **SUBSIDY))
    at = Parameter(path="policies.subsidy.yuan_per_mwh").setter(scenario, no_reload)
    target = worth(at(60.0), lives)
    found = needed(scenario, "policies.subsidy.yuan_per_mwh", target, lives, given_step=0.01)
    assert found.goal.value == pytest.approx(60.0, abs=0.01)
    assert found.dispatched
    certified(found, lives, scenario)


def test_a_grant_with_a_limit_cannot_reach_everything(base: Scenario, lives: Lives) -> None:
    """A fifth of the investment at most: the search stops where more brings nothing, and says unreachable."""
    scenario = under(
        base, grant=policy("capex_grant", yuan_per_kwh=1.0, treatment="reduces_base",
                           most_share_of_investment_frac=0.2, **STATION),
    )  # fmt: skip
    found = needed(scenario, "policies.grant.yuan_per_kwh", 1e9, lives)
    assert found.goal.state == "unreachable"
    assert found.needed is None
    assert found.goal.missed is not None
    assert found.goal.missed.value < 1e4


def test_a_limit_is_searched_no_further_than_asked(base: Scenario, lives: Lives) -> None:
    """165 is found below 500, and not below 100."""
    path, target = "policies.capacity_price.rate_yuan_per_kw_year", worth(base, lives)
    assert needed(base, path, target, lives, limit=500.0).goal.value == pytest.approx(165.0, abs=1e-6)
    assert needed(base, path, target, lives, limit=100.0).goal.state == "unreachable"


def test_a_share_of_a_whole_is_searched_up_to_one(base: Scenario, lives: Lives) -> None:
    """What a coefficient of a half is worth needs a half again; 1e12 yuan are missed at 1, and no more is tried."""
    path = "policies.capacity_price.supply_coefficient_frac"
    changed = base.policies["capacity_price"].model_copy(update={"supply_coefficient_frac": 0.5})
    half = under(base, capacity_price=changed)
    found = needed(half, path, worth(half, lives), lives, start=0.1).goal
    assert found.value == pytest.approx(0.5, abs=1e-4)
    found = needed(half, path, 1e12, lives, start=0.1).goal
    assert (found.state, found.missed.value if found.missed else None) == ("unreachable", 1.0)


def test_a_target_beyond_all_doublings_is_unreachable(base: Scenario, lives: Lives) -> None:
    """1e30 yuan: each doubling brings more, and forty of them too little."""
    assert needed(base, "policies.capacity_price.rate_yuan_per_kw_year", 1e30, lives).goal.state == "unreachable"


def test_a_value_its_policy_does_not_take(base: Scenario) -> None:
    """A rate below nothing is refused at its key; a key below a number is none."""
    path = "policies.capacity_price.rate_yuan_per_kw_year"
    with pytest.raises(InputError) as caught:
        Parameter(path=path).setter(base, no_reload)(-1.0)
    (found,) = caught.value.problems
    assert (found.code, found.key, found.got) == ("E115", path, "-1")
    with pytest.raises(InputError) as caught:
        Parameter(path=f"{path}.deep.deeper").setter(base, no_reload)(1.0)
    assert [one.code for one in caught.value.problems] == ["E111"]


def test_shares_of_nothing_and_of_too_much(base: Scenario, lives: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    """The base beside itself has nothing to share; more instruments than are counted are left out, and said."""
    own, other = (column_of(one, "station", 6.0, lives) for one in (base, under(base, capacity_price=None)))
    assert shares_of(own, own, lives).left_out == "no difference to the base"
    monkeypatch.setattr(shares, "MOST_PLAYERS", 0)
    found = shares_of(own, other, lives)
    assert (found.left_out, found.worth, found.rate) == ("1 instruments, at most 0", None, None)


def test_shares_of_a_whole_are_searched_in_finer_steps() -> None:
    """A hundredth of a yuan is nothing, a hundredth of a share is much: 0.01 and 1e-4, unless another step is given."""
    assert Parameter(path="policies.relief.system_operation_fee_frac").step == 1e-4
    assert Parameter(path="policies.capacity_price.rate_yuan_per_kw_year").step == 0.01
    assert Parameter(path="policies.relief.system_operation_fee_frac", given_step=0.05).step == 0.05


def test_a_kilowatt_is_one_of_the_project_that_is_compared(base: Scenario, lives: Lives) -> None:
    """A policy for station and gas plant, seen from the station: what the station gets, by the station's 200 MW."""
    price = {
        "rate_yuan_per_kw_year": 165.0, "required_hours": 6.0, "supply_coefficient_frac": 1.0, "reliability_frac": 1.0,
        "auxiliary_frac": 0.0, "vat_frac": 0.13, "first_year": 2027, "last_year": 2041,
    }  # fmt: skip
    both = under(base, capacity_price=policy("capacity_price", **price, assets=["station", "gas_plant"]))
    by = Yardsticks(
        discount_frac=0.06, first_t=1.0, firm_hours=6.0, grid_factor_t_per_mwh=0.6, charging_factor_t_per_mwh=0.0
    )
    assert needed_of(both, "capacity_price", "station", by, lives).per_kw_yuan == pytest.approx(55.0)


def test_met_without_support(base: Scenario, lives: Lives) -> None:
    """A target below what the case is worth with nothing needs nothing."""
    found = needed(base, "policies.capacity_price.rate_yuan_per_kw_year", -1e12, lives)
    assert (found.goal.state, found.goal.value) == ("already_met", 0.0)


@pytest.mark.parametrize("path", ["policies.capacity_prize.rate", "policies.capacity_price.rat", "projects.station.x"])
def test_a_parameter_that_is_not_there(base: Scenario, lives: Lives, path: str) -> None:
    """Role, key and path are told with the nearest known name."""
    with pytest.raises(InputError) as caught:
        needed(base, path, 0.0, lives)
    assert caught.value.problems[0].code == "E111"


def test_a_map_and_its_line(base: Scenario, lives: Lives) -> None:
    """Rate and supply coefficient multiply: the same worth at 165 × 1 and 330 × 0.5; the line is a hyperbola."""
    aim = Aim(project="station", key=WORTH, target=Target(value=worth(base, lives), tolerance=1e-3))
    rate = Parameter(path="policies.capacity_price.rate_yuan_per_kw_year")
    factor = Parameter(path="policies.capacity_price.supply_coefficient_frac", given_step=1e-6)
    axes = (Axis(parameter=rate, values=(100.0, 165.0, 330.0)), Axis(parameter=factor, values=(0.25, 0.75, 1.0)))
    found = iso_return(base, no_reload, axes, aim, lives)
    low = replace(aim, target=Target(value=-1e12))
    assert iso_return(base, no_reload, axes, low, lives).line == (0.25, 0.25, 0.25)
    assert found.line == (None, pytest.approx(1.0, abs=1e-6), pytest.approx(0.5, abs=1e-6))
    assert np.shape(found.indicators) == (3, 3)


def test_finance_reuses_the_dispatch_bit_for_bit(base: Scenario) -> None:
    """Base, grant, tax, capacity price: one life; a subsidy by the meter a second; streams equal those of a run."""
    own = Lives()
    grant = under(base, grant=policy("capex_grant", amount_yuan=1e6, treatment="deferred", **STATION))
    tax = under(base, tax=policy("income_tax_relief", exempt_years=3, half_years=3, **STATION))
    subsidised = under(base, subsidy=policy("discharge_subsidy", **SUBSIDY))
    for scenario in (base, grant, tax, under(base, capacity_price=None), subsidised, base):
        run = {(one.key, one.asset): one.yuan.tobytes() for one in answer_scenario(scenario).lifetime.streams}
        assert {(one.key, one.asset): one.yuan.tobytes() for one in own.of(scenario).streams} == run
    assert (own.lived, own.asked) == (2, 6)


def test_shares_of_three_instruments(base: Scenario, lives: Lives) -> None:
    """Shares sum to the gain within 1e-6 yuan, and the subsets are the cases themselves."""
    case = under(
        base, capacity_price=None, grant=policy("capex_grant", amount_yuan=5e7, treatment="reduces_base", **STATION),
        refund=policy("vat_refund", credit="refunded_at_start", **STATION),
    )  # fmt: skip
    found = shares_of(*(column_of(one, "station", 6.0, lives) for one in (base, case)), lives)
    assert found.players == ("capacity_price", "grant", "refund")
    assert found.worth is not None
    gain = worth(case, lives) - worth(base, lives)
    assert found.worth.total == pytest.approx(gain, abs=1e-6)
    assert sum(one.shared for one in found.worth.shares) == pytest.approx(gain, abs=1e-6)
    by_name = {one.name: one for one in found.worth.shares}
    assert by_name["capacity_price"].shared < 0 < by_name["refund"].shared
    assert mixed(base, case, frozenset({"capacity_price"})).policies.keys() == base.policies.keys() - {"capacity_price"}


def test_shares_of_another_plant_at_the_same_site(base: Scenario, tmp_path: Path, lives: Lives) -> None:
    """The hub stands where the gas plant stood: a tariff for one of them pays nothing while the other is there."""
    case = cut(load_scenario(make_site(tmp_path) / "shouyang_with_hub.yaml", {}), 48)
    found = shares_of(*(column_of(one, "station", 6.0, lives) for one in (base, case)), lives)
    assert set(found.players) == {"gas_tariff", "carbon_credit", OTHER_INPUTS}
    assert found.worth is not None
    assert found.worth.total == pytest.approx(worth(case, lives) - worth(base, lives), abs=1e-6)
    for only, kept in ((OTHER_INPUTS, case), ("gas_tariff", base)):
        alone = mixed(base, case, frozenset({only}))
        assert alone.assets == kept.assets
        assert alone.policies.keys() == {"charging_fees", "capacity_price"}


def test_shares_of_a_market_that_takes_the_place_of_a_tariff(base: Scenario, tmp_path: Path, lives: Lives) -> None:
    """While the tariff is there the market buys nothing from the gas plant: alone it adds nothing."""
    case = cut(load_scenario(make_site(tmp_path) / "shouyang_gas_at_market.yaml", {}), 48)
    found = shares_of(*(column_of(one, "gas", 6.0, lives) for one in (base, case)), lives)
    assert found.players == ("gas_tariff", OTHER_INPUTS)
    assert found.worth is not None
    tariff, market = found.worth.shares
    assert market.alone == pytest.approx(0.0, abs=1e-6)
    assert tariff.alone < found.worth.total < 0 < market.last
    assert mixed(base, case, frozenset({"gas_tariff", OTHER_INPUTS})).markets == case.markets


def test_other_inputs_are_a_player_of_their_own(tmp_path: Path) -> None:
    """A case that also changes the loan differs in `other_inputs`; a title is no difference."""
    cases = make_site(tmp_path)
    one, two = (
        short_case(cases, body, name=f"{number}.yaml")
        for number, body in enumerate(["", "deltas: {loan: {projects.station.loans.bank.rate_frac: 0.04}}\n"])
    )
    assert differing(one, two) == (OTHER_INPUTS,)
    assert other_parts(one, two) == ("projects.station",)
    assert other_parts(one, one) == ()
    columns = SimpleNamespace(base=SimpleNamespace(scenario=one), case=lambda _: SimpleNamespace(scenario=two))
    assert instrument(cast("Any", columns), "1", OTHER_INPUTS).en == "other inputs: projects.station"
    assert differing(one, under(one, capacity_price=None)) == ("capacity_price",)
    assert differing(one, short_case(cases, "", name="again.yaml")) == ()
