"""Energy settled twice, contracts, own use, by hand: a battery of 10 MW / 20 MWh without losses, hours."""

import numpy as np
import pytest

from storage_model.blocks import Flows
from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.settle import Settlement
from storage_model.markets.contract_for_difference import ContractMarket
from storage_model.markets.own_supply import OwnSupplyMarket
from storage_model.markets.two_settlement import TwoSettlement, TwoSettlementMarket
from storage_model.markets.up_down import UpDownMarket
from storage_model.policies.feed_in_tariff import FeedInTariff
from tests.products import SERIES, data, product
from tests.sites import HEAD, audited, battery, facts, gas_plant, gas_series, horizon, markets_of, site, spot

EXACT = 1e-7


def twice(day_ahead, real_time, position="plan", **prices: object) -> tuple[Dispatch, Settlement]:  # type: ignore[no-untyped-def]
    """Return dispatch and settlement of a battery settled twice."""
    over = horizon(len(day_ahead))
    own = {"given": prices.pop("given")} if "given" in prices else {}
    given = data(over, own=own, day_ahead=day_ahead, real_time=real_time, **prices)  # type: ignore[arg-type]
    fields = {"given": SERIES} if own else {}
    energy = product(TwoSettlementMarket, given, "energy", kind="two_settlement", position=position, **fields)
    return audited(site({"battery": battery()}, [energy], over))


def test_a_plan_that_is_kept_earns_day_ahead_prices() -> None:
    """Bought at 100, sold at 400 day-ahead: 3000, whatever real time does (50 and 500 would make it 4500)."""
    dispatch, settlement = twice([100, 400], [50, 500])
    assert dispatch.objective_yuan == pytest.approx(3000, abs=EXACT)
    money = {"energy_sales": 4000, "charging_energy": -1000, "real_time_sales": 0, "real_time_purchases": 0}
    assert settlement.by_key() == pytest.approx(money, abs=EXACT)


def test_a_free_position_gains_the_difference() -> None:
    """Real time 50 and 500: the store earns 4500 there; sold 10 at 100 for 50, bought 10 at 400 for 500: + 1500.

    Of which day-ahead shows 1000 sold and 4000 bought. A position that may sell and buy at once would earn no more
    here, and 6000 at prices apart (next test).
    """
    dispatch, settlement = twice([100, 400], [50, 500], "free")
    assert dispatch.objective_yuan == pytest.approx(6000, abs=EXACT)
    assert settlement.by_key()["energy_sales"] == pytest.approx(1000, abs=EXACT)
    assert settlement.by_key()["charging_energy"] == pytest.approx(-4000, abs=EXACT)


def test_a_free_position_is_sold_or_bought_not_both() -> None:
    """Flat real time 200, sold day-ahead at 300 and bought at 100 in one hour: 10 x 100 once, 1000; both, 2000.

    The store itself earns nothing at one price.
    """
    dispatch, _ = twice([300], [200], "free", purchase=[100], real_time_purchase=[200])
    assert dispatch.objective_yuan == pytest.approx(1000, abs=EXACT)


@pytest.mark.parametrize(("bought_day_ahead", "yuan"), [(280.0, 500.0), (100.0, 750.0)])
def test_a_band_does_not_let_a_position_be_both(bought_day_ahead: float, yuan: float) -> None:
    """An empty store stands still, 5 MW off plan at most; sold at 300 day-ahead for 200, bought for 250 in real time.

    Sold 5 MW: 500. Bought at 280, 30 a MWh are lost: 7.5 sold and 2.5 bought at once keep the band and would show 675.
    Bought at 100: 5 x 150 = 750; 2.5 sold and 7.5 bought would show 1375.
    """
    given = data(
        horizon(1), day_ahead=[300.0], purchase=[bought_day_ahead], real_time=[200.0], real_time_purchase=[250.0]
    )
    terms = {"kind": "two_settlement", "position": "free", "most_deviation_mw": 5.0}
    energy = product(TwoSettlementMarket, given, "energy", **terms)
    empty = battery(ends={"every": "horizon", "rule": "fixed", "soc_frac": 0.0})
    dispatch, settlement = audited(site({"battery": empty}, [energy], horizon(1)))
    assert dispatch.objective_yuan == pytest.approx(yuan, abs=EXACT)
    assert settlement.objective_yuan == pytest.approx(yuan, abs=EXACT)


def test_both_sides_of_a_position_are_one_where_they_earn_nothing() -> None:
    """6 sold and 4 bought at the same prices are 2 sold: otherwise a plan would depend on the solver's taste."""
    given = data(horizon(1), day_ahead=[300.0], real_time=[200.0])
    energy = product(TwoSettlementMarket, given, "energy", kind="two_settlement", position="free")
    assert isinstance(energy, TwoSettlement)
    schedule = {"of[battery].position_out_mw": np.array([6.0]), "of[battery].position_in_mw": np.array([4.0])}
    still = Flows(out_mw=np.zeros(1), in_mw=np.zeros(1))
    position = energy.position_of("battery", still, schedule)
    assert (position.out_mw.tolist(), position.in_mw.tolist()) == ([2.0], [0.0])


def test_redispatch_beside_a_given_position() -> None:
    """Committed 10 in, 10 out at 100 and 400: 3000. Real time 150 and 100: the store does the reverse, 20 MW off plan
    in both hours: 20 x 150 - 20 x 100 = 1000 more, 4000; keeping the plan earns 3000, forgetting it 500.
    """
    dispatch, settlement = twice([100, 400], [150, 100], "given", given=[-10.0, 10.0])
    assert dispatch.objective_yuan == pytest.approx(4000, abs=EXACT)
    assert dispatch.schedules["battery"]["discharge_mw"] == pytest.approx([10, 0], abs=EXACT)
    money = {
        "energy_sales": 4000, "charging_energy": -1000,
        "real_time_sales": 10 * 150 - 10 * 100, "real_time_purchases": 10 * 150 - 10 * 100,
    }  # fmt: skip
    assert settlement.by_key() == pytest.approx(money, abs=EXACT)


def test_buying_is_at_the_unified_price_in_both_markets() -> None:
    """Node 400 and unified 120: 4000 - 1200 = 2800. A given position of nothing settles all in real time, node 500 and
    unified 60: 4400; at node prices alone 3000 and 4500.
    """
    unified = {"purchase": [120, 420], "real_time_purchase": [60, 510]}
    assert twice([100, 400], [50, 500], **unified)[0].objective_yuan == pytest.approx(2800, abs=EXACT)
    nothing, _ = twice([100, 400], [50, 500], "given", given=[0.0, 0.0], **unified)
    assert nothing.objective_yuan == pytest.approx(4400, abs=EXACT)


def test_called_energy_is_a_deviation_from_plan() -> None:
    """5 MWh called from 10 MW in the dear hour: announced is nothing, real time pays 5 x 300 = 1500; pay 600; the 5 MWh
    were bought day-ahead for 500: 1600. Were the call part of the plan, day-ahead would pay 1000.
    """
    over = horizon(2)
    given = data(over, own={"up.price": [0.0, 60.0]}, day_ahead=[100, 200], real_time=[100, 300])
    energy = product(TwoSettlementMarket, given, "energy", kind="two_settlement", position="plan")
    terms = {"price": SERIES, "called_frac": 0.5, "sustain_h": 0.0, "sides": ["out"]}
    held = product(UpDownMarket, given, "held", kind="up_down", service="response", up=terms)
    dispatch, settlement = audited(site({"battery": battery()}, [energy, held], over))
    assert dispatch.objective_yuan == pytest.approx(1600, abs=EXACT)
    assert settlement.by_key()["real_time_sales"] == pytest.approx(1500, abs=EXACT)
    assert settlement.by_key()["energy_sales"] == pytest.approx(0, abs=EXACT)


def test_a_contract_pays_the_difference_and_moves_nothing() -> None:
    """5 MW sold at 350 against 100 and 400: 1250 - 250 = 1000 on top of 3000; on metered energy 500."""
    over = horizon(2)
    given = data(over, day_ahead=[100, 400])
    flat = {"quantity_mw": [5.0] * 12, "price_yuan_per_mwh": [350.0] * 12, "reference": "day_ahead"}
    contract = product(ContractMarket, given, kind="contract_for_difference", **flat)
    dispatch, settlement = audited(site({"battery": battery()}, [spot([100, 400]), contract], over))
    assert dispatch.objective_yuan == pytest.approx(4000, abs=EXACT)
    (stream,) = (stream for stream in settlement.streams if stream.key == "contract_difference")
    assert stream.yuan == pytest.approx([1250, -250], abs=EXACT)
    assert dispatch.schedules["battery"]["discharge_mw"] == pytest.approx([0, 10], abs=EXACT)


def test_a_contract_by_series_bought_and_by_month() -> None:
    """The last hour of January and the first of February: -2 MW at 300 against real time 200, then 1 MW at 300 against
    500: -2 x 100 - 200 = -400; with the months exchanged 100 x 1 + 2 x 200 = 500.
    """
    over = horizon(2, start="2026-01-31T23:00")
    quantity = [-2.0, 1.0, *[0.0] * 10]
    terms = {"kind": "contract_for_difference", "reference": "real_time", "price": SERIES}
    given = data(over, own={"price": [300.0, 300.0]}, day_ahead=[0, 0], real_time=[200, 500])
    contract = product(ContractMarket, given, quantity_mw=quantity, **terms)
    dispatch, _ = audited(site({"battery": battery()}, [spot([0, 0]), contract], over))
    assert dispatch.objective_yuan == pytest.approx(-400, abs=EXACT)


def own_use(*others: object, demand=(1.0, 6.0)) -> tuple[Dispatch, Settlement]:  # type: ignore[no-untyped-def]
    """Return dispatch and settlement of 4 MW of gas beside a mine that would buy at 600."""
    over = horizon(2)
    given = data(over, rated_mw={"gas": 4.0}, own={"demand": demand}, day_ahead=[300, 300])
    supply = product(
        OwnSupplyMarket, given, "mine", kind="own_supply", participants=["gas"], demand=SERIES,
        price_yuan_per_mwh=[600.0] * 12,
    )  # fmt: skip
    series = {"gas": gas_series([4.0, 4.0], [0.1, 0.1])}
    return audited(site({"gas": gas_plant()}, [supply, *others], over, series=series))  # type: ignore[list-item]


def test_own_use_comes_first_and_the_rest_is_sold() -> None:
    """1 x 600 + 3 x 300, then 4 x 600: 3900; paid by the market as well, 5400; supplied beyond the demand, 4800."""
    dispatch, settlement = own_use(spot([300, 300], participants=["gas"]))
    assert dispatch.objective_yuan == pytest.approx(3900, abs=EXACT)
    money = {"own_supply": 3000, "energy_sales": 900, "charging_energy": 0, "gas_variable_om": 0, "gas_fuel": 0}
    assert settlement.by_key() == pytest.approx(money, abs=EXACT)


def test_own_use_displaces_the_purchase_of_its_month() -> None:
    """The last hour of November and the first of December: 1 MWh at 1100 and 4 at 1200, 5900."""
    over = horizon(2, start="2026-11-30T23:00")
    given = data(over, rated_mw={"gas": 4.0}, own={"demand": (1.0, 6.0)}, day_ahead=[0, 0])
    supply = product(
        OwnSupplyMarket, given, "mine", kind="own_supply", participants=["gas"], demand=SERIES,
        price_yuan_per_mwh=[100.0 * month for month in range(1, 13)],
    )  # fmt: skip
    series = {"gas": gas_series([4.0, 4.0], [0.1, 0.1])}
    dispatch, _ = audited(site({"gas": gas_plant()}, [supply], over, series=series))
    assert dispatch.objective_yuan == pytest.approx(5900, abs=EXACT)


def test_own_use_is_not_paid_the_tariff() -> None:
    """At a tariff of 509 the 3 MWh left over earn 1527: 4527; the tariff on all that is sent would give 7072."""
    tariff = FeedInTariff.model_validate(
        {"kind": "feed_in_tariff", **HEAD, "assets": ["gas"], "yuan_per_mwh": 509.0, "vat_frac": 0.13}
    )
    terms = tariff.terms(facts(gas_plant(), "gas"))
    dispatch, settlement = own_use(*markets_of(terms, horizon(2)))
    assert dispatch.objective_yuan == pytest.approx(4527, abs=EXACT)
    assert settlement.by_key()["tariff_sales"] == pytest.approx(1527, abs=EXACT)


def test_a_tariff_above_retail_is_sold_first() -> None:
    """Market at 700: nothing is used on the spot, 8 x 700 = 5600; forced own use would leave 5100."""
    dispatch, _ = own_use(spot([700, 700], participants=["gas"]))
    assert dispatch.objective_yuan == pytest.approx(5600, abs=EXACT)
    assert dispatch.products["mine"]["of[gas].supplied_mw"] == pytest.approx(np.zeros(2), abs=EXACT)
