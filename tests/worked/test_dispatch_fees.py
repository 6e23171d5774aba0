"""The three ways storage pays on the energy it draws, by hand: 10 MWh drawn at 100, 8.1 MWh sold at 600, before
fees 3860.
"""

import numpy as np
import pytest

from tests.sites import audited, battery, facts, fees, horizon, markets_of, site, spot

EXACT = 1e-9
STATION = battery(charge_efficiency_frac=0.9, discharge_efficiency_frac=0.9)
SYSTEM_2026 = [97.5, 106.5, 114.6, 105.7] + [106.1] * 8
RULE_2026 = fees(
    line_loss_fee_yuan_per_mwh=13.1, system_operation_fee_yuan_per_mwh=SYSTEM_2026, loss_tariff_yuan_per_mwh=117.2,
    loss_funds_yuan_per_mwh=43.4,
)  # fmt: skip
PRACTICE_2025 = fees(
    line_loss_fee_yuan_per_mwh=13.1, system_operation_fee_yuan_per_mwh=[47.3] * 12, loss_tariff_yuan_per_mwh=29.0,
    loss_funds_yuan_per_mwh=43.4, demand_charge_yuan_per_kw_month=33.6, demand_charge_share_frac=0.13,
)  # fmt: skip
EXEMPT_2024 = fees(line_loss_fee_yuan_per_mwh=13.1)


def answer(document, prices, station=STATION, start="2026-01-01T00:00"):  # type: ignore[no-untyped-def]
    """Return dispatch and settlement of a battery under a fee document."""
    over = horizon(len(prices), start=start)
    return audited(site({"battery": station}, [spot(prices), *markets_of(document.terms(facts(station)), over)], over))


def test_rule_of_2026() -> None:
    """Regime A in January: 10 x (13.1 + 97.5) = 1106 on all drawn, 1.9 x (117.2 + 43.4) = 305.14 on losses: 2448.86.

    Tariff and funds without refund would take 1606 and leave 1148; the fees on losses only would leave 3344.72.
    """
    dispatch, settlement = answer(RULE_2026, [100, 600])
    assert dispatch.objective_yuan == pytest.approx(2448.86, abs=EXACT)
    money = {
        "energy_sales": 4860, "charging_energy": -1000, "line_loss_fee": -131, "system_operation_fee": -975,
        "loss_tariff": -1.9 * 117.2, "loss_funds": -1.9 * 43.4,
    }  # fmt: skip
    assert settlement.by_key() == pytest.approx(money, abs=EXACT)


def test_refund_belongs_to_the_step_of_the_sale() -> None:
    """The loss tariff charges 10 x 117.2 in the drawing hour and gives back 8.1 x 117.2 in the selling hour."""
    _, settlement = answer(RULE_2026, [100, 600])
    (tariff,) = (stream for stream in settlement.streams if stream.key == "loss_tariff")
    assert tariff.yuan == pytest.approx([-1172, 949.32], abs=EXACT)
    assert tariff.side == "cost"


def test_month_of_the_fee_is_the_month_of_the_step() -> None:
    """Drawn in the last hour of January, sold in the first of February: 975 of system-operation fee; February's
    rate is 1065.
    """
    _, settlement = answer(RULE_2026, [100, 600], start="2026-01-31T23:00")
    assert settlement.by_key()["system_operation_fee"] == pytest.approx(-975, abs=EXACT)


def test_station_supply_pays_every_fee() -> None:
    """0.5 MW in both hours at flat 100: 1 MWh x (100 + 13.1 + 97.5 + 117.2 + 43.4) = 371.2 paid, nothing refunded."""
    dispatch, _ = answer(RULE_2026, [100, 100], station=battery(auxiliary_mw=0.5, charge_efficiency_frac=0.9))
    assert dispatch.objective_yuan == pytest.approx(-371.2, abs=EXACT)


def test_practice_of_2025() -> None:
    """Regime B, twenty cycles: each 3860 - 10 x 60.4 - 1.9 x 72.4 = 3118.44; demand 10 MW x 33 600 x 0.13 = 43 680
    once.

    20 x 3118.44 - 43 680 = 18 688.80. Billed in full (336 000) it would stand still and earn 0; left out, 62 368.80.
    """
    dispatch, settlement = answer(PRACTICE_2025, [100, 600] * 20)
    assert dispatch.objective_yuan == pytest.approx(18_688.80, abs=1e-8)
    assert settlement.by_key()["demand_charge"] == pytest.approx(-43_680, abs=EXACT)


def test_demand_charge_stops_what_does_not_pay() -> None:
    """Fourteen cycles bring 311.844 x 14 = 4365.8 per MW, less than 4368: nothing moves, 0 instead of -21.84."""
    dispatch, _ = answer(PRACTICE_2025, [100, 600] * 14)
    assert dispatch.objective_yuan == pytest.approx(0, abs=EXACT)
    assert dispatch.schedules["battery"]["charge_mw"] == pytest.approx(np.zeros(28), abs=EXACT)


def test_demand_charge_is_counted_each_month() -> None:
    """0.5 MW of supply over a month's end: 2 x 0.5 x 1000 x 0.5 = 500, and 12 MWh at 100 = 1200: -1700; one
    month only, -1450.
    """
    document = fees(demand_charge_yuan_per_kw_month=1.0, demand_charge_share_frac=0.5)
    dispatch, settlement = answer(document, [100] * 24, battery(auxiliary_mw=0.5), "2026-11-30T12:00")
    assert dispatch.objective_yuan == pytest.approx(-1700, abs=EXACT)
    assert settlement.by_key()["demand_charge"] == pytest.approx(-500, abs=EXACT)


def test_exemptions_of_2024() -> None:
    """Regime C: the line-loss fee alone, 3860 - 131 = 3729."""
    dispatch, _ = answer(EXEMPT_2024, [100, 600])
    assert dispatch.objective_yuan == pytest.approx(3729, abs=EXACT)


def test_no_fees_leave_nothing() -> None:
    """A document of zeros adds no product and leaves 3860."""
    assert fees().terms(facts(STATION)) == ()
    assert answer(fees(), [100, 600])[0].objective_yuan == pytest.approx(3860, abs=EXACT)
