"""Money of energy settled twice, and of contracts, walked back to what was announced or agreed and to a price file."""

import pytest

from storage_model.runs.lineage.explain import explain
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.trail import trail_through
from storage_model.runs.lineage.unfold import unfolded
from tests.short_runs import short_evidence

PRICES = "inputs/prices/shanxi_2026_like.csv"


def walked(key: str, run: str = "twice") -> dict[str, Node]:
    """Return every number behind a stream of ten days, by its key."""
    found = list(unfolded(explain(trail_through(short_evidence(run), "together"), key)).walk())
    assert max(node.apart() for node in found) <= 1e-9
    return {node.key: node for node in found}


@pytest.mark.parametrize(
    ("stream", "series"),
    [
        ("energy_sales", "day_ahead"),
        ("charging_energy", "day_ahead"),
        ("real_time_sales", "real_time"),
        ("real_time_purchases", "real_time"),
        ("contract_difference", "day_ahead"),
    ],
)
def test_money_of_two_prices_reaches_their_files(stream: str, series: str) -> None:
    """It ended at "settled step by step" with the rate of VAT below: neither energy nor price."""
    found = walked(f"station.{stream}")
    assert found[f"series:{series}"].children[0].file == PRICES
    assert any(key.startswith("energy:") for key in found)


def test_a_position_is_paid_at_its_mean_price() -> None:
    """MWh announced as sold × the mean price of them = the money; what the meter adds is counted apart."""
    table = short_evidence("twice").dispatch
    sold = float(table["day_ahead_station_position_out_mw"].sum())
    more = float((table["station_out_mw"] - table["day_ahead_station_position_out_mw"]).sum())
    found = walked("station.energy_sales")
    assert found["energy:station.energy_sales"].value == pytest.approx(sold)
    assert found["price:station.energy_sales"].value == pytest.approx(
        float(table["station_energy_sales_yuan"].sum()) / sold
    )
    assert walked("station.real_time_sales")["energy:station.real_time_sales"].value == pytest.approx(more)


def test_a_contract_is_its_quantity_and_two_prices() -> None:
    """20 MW over 240 hours are 4,800 MWh; the contract at 350 and the price of reference stand below."""
    found = walked("station.contract_difference")
    assert found["energy:station.contract_difference"].value == pytest.approx(4_800.0)
    assert any("price_yuan_per_mwh" in key for key in found)
    assert walked("gas_plant.contract_difference")["series:real_time"].children[0].file == PRICES


def test_a_year_with_prices_of_its_own_reaches_its_own_file() -> None:
    """2027 is priced by a file of 2025: the walk named that of the other years, and the path it does not follow."""
    found = walked("station.energy_sales", "own prices")
    (price,) = (node for key, node in found.items() if key.startswith("column:"))
    assert [child.file for child in price.children] == ["inputs/prices/shanxi_2025_like.csv"]
    assert price.formula is not None
    assert "prices_by_year" in price.formula.en
