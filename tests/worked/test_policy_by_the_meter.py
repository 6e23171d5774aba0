"""Support paid by the meter, by hand: two days of hours at a station of 200 MW / 400 MWh."""

from collections.abc import Mapping
from typing import Any

import pytest

from storage_model.cases.compare.metered import metered_life
from storage_model.policies.document import Document
from storage_model.policies.terms import EnergyTerm, MeterTerm, ReliefTerm
from storage_model.scenario.build_site import build_site
from storage_model.scenario.policy_facts import asset_facts
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import make_site
from tests.policies import STATION, policy, short_case, under
from tests.sites import audited, fees

MONGOLIA = {"yuan_per_mwh": {"2025-01-01": 350.0, "2026-01-01": 280.0}, "duration_years": 10, "vat_frac": 0.13}
SPAN = {"first_year": 2027, "last_year": 2041}


DEMAND = fees(demand_charge_yuan_per_kw_month=1.0, demand_charge_share_frac=0.5, assets=["station"])


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The base case over its first two days; prices swing between 50 and 410."""
    return short_case(make_site(tmp_path_factory.mktemp("site")))


def station(kind: str, **numbers: Any) -> Document:
    """Return a policy for the station of the base case."""
    found: Document = policy(kind, **{"assets": ["station"], **numbers})
    return found


def settled(scenario: Scenario, year: int = 2027) -> tuple[Mapping[str, float], Mapping[str, float], float]:
    """Return a year's money by stream [yuan], energy sent by asset [MWh], and methane burned [m³]; audited."""
    site = build_site(scenario, year)
    dispatch, settlement = audited(site)
    flows = site.flows(dispatch.schedules, dispatch.products)
    sent = {name: float(flow.out_mw.sum()) for name, flow in flows.items()}
    return settlement.by_key(), sent, float(flows["gas_plant"].meters["methane_m3_per_h"].sum())


def rates(term: object, years: range) -> list[float]:
    """Return the January rate of each year [yuan/MWh]."""
    assert isinstance(term, EnergyTerm)
    return [term.rate_in(year)[0] for year in years]


def test_inner_mongolia_pays_by_vintage_for_ten_years() -> None:
    """Begun in 2027: 280 a MWh until 2036, nothing in 2037; begun in 2025: 350."""
    subsidy = policy("discharge_subsidy", **MONGOLIA)
    (term,) = subsidy.terms(STATION)
    assert rates(term, range(2026, 2038)) == [0.0, *[280.0] * 10, 0.0]
    early = STATION.__class__(name="battery", power_mw=200.0, duration_h=2.0, first_operating_year=2025)
    assert rates(subsidy.terms(early)[0], range(2025, 2027)) == [350.0, 350.0]


def test_the_vintage_is_that_of_the_day_operation_begins(base: Scenario) -> None:
    """350 until 31 May 2027, 280 from 1 June: begun on 31 May, on 1 June, and on 1 January where no day is named."""
    subsidy = policy("discharge_subsidy", **MONGOLIA | {"yuan_per_mwh": {"2026-01-01": 350.0, "2027-06-01": 280.0}})
    name, asset = "station", base.assets["station"]
    owner = next(terms for terms in base.projects.values() if name in terms.assets)
    paid = []
    for day in ("2027-05-31", "2027-06-01", None):
        begun = owner.model_copy(update={"first_operating_year": 2027, "commissioning": day})
        (term,) = subsidy.terms(asset_facts(name, asset, begun, ()))
        paid.append(rates(term, range(2027, 2028)))
    assert paid == [[350.0], [280.0], [350.0]]


def test_inner_mongolia_in_the_engine(base: Scenario) -> None:
    """Money is 280 x energy sent, and more is sent than without; at 28 it would be a tenth."""
    without, sent_before, _ = settled(base)
    money, sent, _ = settled(under(base, subsidy=station("discharge_subsidy", **MONGOLIA)))
    assert money["discharge_subsidy"] == pytest.approx(280.0 * sent["station"], rel=1e-12)
    assert sent["station"] > sent_before["station"] + 100
    assert "discharge_subsidy" not in without


def test_xinjiang_falls_by_a_fifth_each_year() -> None:
    """128, 102.4, 81.92 and so on; a fall of 0.2 of the first rate would reach 76.8 in the third year."""
    (term,) = policy(
        "discharge_subsidy", yuan_per_mwh=128.0, duration_years=5, taper_frac_per_year=0.2, vat_frac=0.13
    ).terms(STATION)
    assert rates(term, range(2027, 2033)) == pytest.approx([128.0, 102.4, 81.92, 65.536, 52.4288, 0.0])


def test_vintages_that_are_not_paid() -> None:
    """A document for projects of 2026 pays one of 2027 nothing."""
    assert policy("discharge_subsidy", **MONGOLIA, last_vintage=2026).terms(STATION) == ()
    assert policy("discharge_subsidy", **MONGOLIA, first_vintage=2028).terms(STATION) == ()
    assert len(policy("discharge_subsidy", **MONGOLIA, first_vintage=2027, last_vintage=2027).terms(STATION)) == 1


def test_hours_of_a_year_have_a_limit(base: Scenario) -> None:
    """Three hours of 200 MW are paid for: 600 MWh x 280 = 168 000 yuan in two days that send more.

    Of a schedule 97 % are followed, so it holds 600 / 0.97 MWh of them. And no more is sent than without the subsidy
    beyond that: the next MWh earns nothing.
    """
    capped = under(base, subsidy=station("discharge_subsidy", **MONGOLIA, most_hours_per_year=3.0))
    money, sent, _ = settled(capped)
    assert money["discharge_subsidy"] == pytest.approx(168_000.0 / 0.97, abs=1e-6)
    assert sent["station"] > 600 / 0.97
    assert sent["station"] == pytest.approx(settled(base)[1]["station"], rel=1e-9)


def test_an_amount_of_a_year_has_a_limit(base: Scenario) -> None:
    """84 000 yuan a year pay for 300 MWh at 280; in the years of a fall the same amount pays for more."""
    numbers = {**MONGOLIA, "taper_frac_per_year": 0.5, "most_yuan_per_year": 84_000.0}
    capped = under(base, subsidy=station("discharge_subsidy", **numbers))
    assert settled(capped)[0]["discharge_subsidy"] == pytest.approx(84_000.0 / 0.97, abs=1e-6)
    (term,) = policy("discharge_subsidy", **numbers).terms(STATION)
    assert [term.most_mwh_in(year) for year in (2027, 2028)] == pytest.approx([300.0, 600.0])


def test_outages_do_not_take_from_what_is_paid_at_most(base: Scenario) -> None:
    """Every year of an operating life 600 MWh x 280 = 168 000 yuan, after outages, in the years that are paid.

    With the limit on the schedule itself, 97 % of it: 162 960.
    """
    numbers = {**MONGOLIA, "duration_years": 2, "most_hours_per_year": 3.0}
    life = metered_life(under(base, subsidy=station("discharge_subsidy", **numbers)))
    (paid,) = (one.yuan for one in life.streams if one.key == "discharge_subsidy")
    assert paid == pytest.approx([168_000.0, 168_000.0, *[0.0] * 13], abs=1e-6)


def test_a_limit_nobody_reaches_changes_nothing(base: Scenario) -> None:
    """9 000 hours in two days: the same money as without a limit, bit for bit."""
    free, limited = (
        under(base, subsidy=station("discharge_subsidy", **MONGOLIA, **limit))
        for limit in ({}, {"most_hours_per_year": 9_000.0})
    )
    assert settled(free)[0] == settled(limited)[0]


def test_what_is_waived_stands_beside_the_fee(base: Scenario) -> None:
    """Half the system-operation fee of January, 97.5 / 2 = 48.75 a MWh drawn, comes back; the fee itself stays."""
    exempt = station("charging_fee_exemption", system_operation_fee_frac=0.5, **SPAN)
    money, _, _ = settled(under(base, relief=exempt))
    assert money["system_operation_fee_relief"] == pytest.approx(-money["system_operation_fee"] / 2, rel=1e-12)
    assert money["system_operation_fee_relief"] > 0
    assert "line_loss_fee_relief" not in money


def test_all_fees_waived_is_no_fees(base: Scenario) -> None:
    """With every fee waived the station earns what it would without any fee document."""
    names = ("line_loss_fee", "system_operation_fee", "loss_tariff", "loss_funds")
    exempt = station("charging_fee_exemption", **{f"{name}_frac": 1.0 for name in names}, **SPAN)
    waived, _, _ = settled(under(base, relief=exempt))
    none, _, _ = settled(under(base, charging_fees=None))
    assert sum(waived.values()) == pytest.approx(sum(none.values()), rel=1e-9)


def test_a_demand_charge_is_waived_in_part(base: Scenario) -> None:
    """1 yuan a kW and month, half of it billed: 500 yuan a MW of January's peak; 60 % of that comes back beside it."""
    charged = under(base, charging_fees=DEMAND)
    exempt = station("charging_fee_exemption", demand_charge_frac=0.6, **SPAN)
    site = build_site(under(charged, relief=exempt), 2027)
    dispatch, settlement = audited(site)
    money, peak_mw = settlement.by_key(), site.flows(dispatch.schedules, dispatch.products)["station"].in_mw.max()
    assert peak_mw > 50
    assert money["demand_charge"] == pytest.approx(-500 * peak_mw, rel=1e-9)
    assert money["demand_charge_relief"] == pytest.approx(300 * peak_mw, rel=1e-9)
    later = station("charging_fee_exemption", demand_charge_frac=0.6, first_year=2030, last_year=2031)
    rests, _, _ = settled(under(charged, relief=later))
    assert rests.pop("demand_charge_relief") == 0
    assert rests == pytest.approx(settled(charged)[0])


def test_a_demand_charge_waived_whole_is_none(base: Scenario) -> None:
    """The schedule is that without any fee document: it no longer spares its peak."""
    charged, free = under(base, charging_fees=DEMAND), settled(under(base, charging_fees=None))[0]
    exempt = station("charging_fee_exemption", demand_charge_frac=1.0, **SPAN)
    waived = settled(under(charged, relief=exempt))[0]
    assert waived["demand_charge"] + waived["demand_charge_relief"] == pytest.approx(0.0, abs=1e-6)
    assert sum(waived.values()) == pytest.approx(sum(free.values()), rel=1e-9)
    assert sum(settled(charged)[0].values()) < sum(free.values())


def test_waiving_a_fee_that_is_not_charged_is_nothing(base: Scenario) -> None:
    """Without a fee document there is nothing to waive."""
    exempt = station("charging_fee_exemption", system_operation_fee_frac=1.0, **SPAN)
    (term,) = exempt.terms(STATION)
    assert isinstance(term, ReliefTerm)
    assert [term.pays_in(year) for year in (2026, 2027, 2041, 2042)] == [False, True, True, False]
    money, _, _ = settled(under(base, charging_fees=None, relief=exempt))
    assert money == settled(under(base, charging_fees=None))[0]


def test_a_premium_comes_on_top_of_what_is_sold(base: Scenario) -> None:
    """250 in 2027, 260 from July 2028: the mean of 2028 is (182 x 250 + 184 x 260) / 366 = 255.03. Paid until 2041."""
    dated = policy("production_premium", yuan_per_mwh={"2020-01-01": 250.0, "2028-07-01": 260.0}, vat_frac=0.0, **SPAN)
    (term,) = dated.terms(STATION)
    assert rates(term, range(2026, 2030)) == pytest.approx([0.0, 250.0, (182 * 250 + 184 * 260) / 366, 260.0])
    assert rates(term, range(2041, 2043)) == [260.0, 0.0]
    paid = station("production_premium", assets=["gas_plant"], yuan_per_mwh=250.0, vat_frac=0.0, **SPAN)
    money, sent, _ = settled(under(base, premium=paid))
    assert money["production_premium"] == pytest.approx(250.0 * sent["gas_plant"])


def test_drainage_pays_for_methane_burned(base: Scenario) -> None:
    """0.1 yuan x what the gensets burn: 10 MW x 0.87 / (0.33 x 35.9/3600 MWh/m³) = 2 643.7 m³/h, 48 hours."""
    subsidy = station("drainage_subsidy", assets=["gas_plant"], yuan_per_m3=0.1, vat_frac=0.0, **SPAN)
    money, _, burned = settled(under(base, drainage=subsidy))
    assert burned == pytest.approx(48 * 8.7 / (0.33 * 35.9 / 3600), rel=1e-9)
    assert money["drainage_subsidy"] == pytest.approx(0.1 * burned, rel=1e-12)


def test_credits_of_an_engine_plant_are_none(base: Scenario) -> None:
    """Burned in engines above 8 %, gas earns no credit under CCER-10-001-V01, whatever the price."""
    credit = station("carbon_credit", assets=["gas_plant"], yuan_per_t=85.0, certified_frac=1.0, vat_frac=0.06, **SPAN)
    assert isinstance(credit.terms(STATION)[0], MeterTerm)
    assert settled(under(base, credit=credit))[0] == settled(base)[0]
