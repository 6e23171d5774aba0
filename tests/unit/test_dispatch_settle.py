"""Money of a schedule by hand: what the meters saw is paid, streams of a kind are added up, cash is kept apart."""

from dataclasses import replace

import numpy as np
import pytest

from storage_model.blocks import Stream
from storage_model.dispatch.settle import Settlement, settle
from tests.sites import battery, horizon, site, spot

PRICES = [100.0, 400.0]
SITE = site({"battery": battery(wear_cost_yuan_per_mwh=10.0)}, [spot(PRICES)], horizon(2))
KEPT = {
    "battery": {
        "charge_mw": np.array([10.0, 0.0]),
        "discharge_mw": np.array([0.0, 10.0]),
        "stored_mwh": np.array([10.0, 0.0]),
    }
}


def test_a_schedule_is_paid_as_it_says() -> None:
    """10 MWh bought at 100 and sold at 400 → 3,000 in hand, less the wear that steers alone."""
    found = settle(SITE, KEPT)
    assert found.cash_yuan == pytest.approx(3_000.0)
    assert found.objective_yuan < found.cash_yuan
    assert found.objective_yuan == pytest.approx(3_000.0 + sum(s.total_yuan for s in found.streams if not s.cash))


def test_the_meter_is_paid_where_it_saw_something_else() -> None:
    """Half of it at the meter → half the energy's money; wear is still that of what was scheduled."""
    flows = SITE.flows(KEPT, {})
    half = {name: replace(flow, out_mw=flow.out_mw / 2, in_mw=flow.in_mw / 2) for name, flow in flows.items()}
    found, whole = settle(SITE, KEPT, flows=half), settle(SITE, KEPT)
    assert found.cash_yuan == pytest.approx(1_500.0)
    assert found.objective_yuan - found.cash_yuan == whole.objective_yuan - whole.cash_yuan


def test_streams_of_a_kind_are_added_up() -> None:
    """Sales of 1 + 2 and 4, a cost of 5, and wear, which is no cash: 7 and −5 by kind, 2 in hand, −6 to the solver."""
    streams = (
        _stream("sales", "one", [1.0, 2.0]), _stream("sales", "other", [4.0, 0.0]), _stream("fee", "one", [-5.0, 0.0]),
        replace(_stream("wear", "one", [-8.0, 0.0]), cash=False),
    )  # fmt: skip
    found = Settlement(streams=streams)
    assert found.by_key() == {"sales": 7.0, "fee": -5.0}
    assert (found.cash_yuan, found.objective_yuan) == (2.0, -6.0)


def _stream(key: str, asset: str, yuan: list[float]) -> Stream:
    return Stream(key=key, asset=asset, side="revenue", yuan=np.array(yuan), vat_frac=0.0)
