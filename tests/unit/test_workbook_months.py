"""The sheet of months: what energy was sold and bought at is what the market paid for it."""

import numpy as np
import pytest

from storage_model.workbook.sheets.months import months_sheet
from tests.short_runs import short_answer


def test_mean_prices_are_money_by_energy_that_the_market_paid_for() -> None:
    """A battery whose called energy a product settles itself: that part of what it sends is not in the mean."""
    answer = short_answer("regulation")
    flows = answer.site.flows(answer.dispatch.schedules, answer.dispatch.products)
    step_h, energy = answer.site.horizon.step_h, {"energy_sales": 0.0, "charging_energy": 0.0}
    (spot,) = (market for market in answer.site.markets if market.key == "day_ahead")
    for name in spot.participants:
        energy["energy_sales"] += step_h * float(flows[name].traded_out_mw.sum())
        energy["charging_energy"] += step_h * float(flows[name].traded_in_mw.sum())
    assert any(not np.allclose(one.traded_out_mw, one.out_mw) for one in flows.values())
    rows = {row[1][0]: row[3][0] for row in months_sheet(answer).blocks[0].rows}
    for words, key in (("Mean price sold at", "energy_sales"), ("Mean price bought at", "charging_energy")):
        yuan = sum(abs(float(one.yuan.sum())) for one in answer.settlement.streams if one.key == key)
        assert rows[words] == pytest.approx(yuan / energy[key], rel=1e-9)
