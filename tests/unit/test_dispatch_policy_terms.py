"""What each policy grants or charges, in numbers of its own document."""

from math import inf

import pytest

from storage_model.policies.capacity_price import CapacityPrice
from storage_model.policies.feed_in_tariff import FeedInTariff
from storage_model.policies.terms import AssetFacts, EnergyTerm, YearlyTerm
from tests.sites import HEAD, battery, facts, fees


def capacity_price(**numbers: float) -> CapacityPrice:
    """Return a capacity price of 165 yuan/kW·yr for six hours, all coefficients one."""
    plain = {
        "rate_yuan_per_kw_year": 165.0, "required_hours": 6.0, "supply_coefficient_frac": 1.0, "reliability_frac": 1.0,
        "auxiliary_frac": 0.0, "first_year": 2027, "last_year": 2030, "vat_frac": 0.13,
    }  # fmt: skip
    return CapacityPrice.model_validate({"kind": "capacity_price", **HEAD, **plain, **numbers})


def test_two_hours_of_six() -> None:
    """165 x 2 / 6 = 55 yuan/kW·yr; without the hours 165."""
    assert capacity_price().yuan_per_kw_year(2.0, 2027) == pytest.approx(55, abs=1e-12)


def test_more_hours_than_required_earn_no_more() -> None:
    """Six, eight hours and a plant without a store all earn 165."""
    assert [capacity_price().yuan_per_kw_year(hours, 2027) for hours in (6.0, 8.0, inf)] == [165.0] * 3


def test_gansu() -> None:
    """330 x 0.475 x 0.8953 x (1 - 0.0174) = 137.90 yuan/kW·yr; own use added instead of taken off 142.78."""
    price = capacity_price(
        rate_yuan_per_kw_year=330.0, supply_coefficient_frac=0.475, reliability_frac=0.8953, auxiliary_frac=0.0174
    )
    assert price.yuan_per_kw_year(6.0, 2027) == pytest.approx(137.896389, abs=1e-6)


def test_yearly_amount_counts_kilowatts() -> None:
    """10 MW for two hours: 55 x 10 000 kW = 550 000 yuan a year from 2027 to 2030; MW taken for kW would give 550."""
    (term,) = capacity_price().terms(facts(battery()))
    assert isinstance(term, YearlyTerm)
    amounts = [term.yuan_in(year) for year in range(2026, 2032)]
    assert amounts == pytest.approx([0.0, *[550_000.0] * 4, 0.0], abs=1e-6)
    assert term.asset == "battery"


def test_feed_in_tariff_pays_what_is_sold() -> None:
    """One revenue term on the outward flow, the same in every month."""
    tariff = FeedInTariff.model_validate({"kind": "feed_in_tariff", **HEAD, "yuan_per_mwh": 509.0, "vat_frac": 0.13})
    (term,) = tariff.terms(AssetFacts(name="gas", power_mw=4.0, duration_h=inf, first_operating_year=2027))
    assert isinstance(term, EnergyTerm)
    assert (term.flow, term.side, term.yuan_per_mwh_by_month) == ("sold", "revenue", (509.0,) * 12)


def test_fees_are_negative_and_by_flow() -> None:
    """Fees on drawn energy and on losses come as costs, negative to the project; a demand charge of share 0 is none."""
    document = fees(
        line_loss_fee_yuan_per_mwh=13.1, loss_tariff_yuan_per_mwh=117.2, loss_funds_yuan_per_mwh=43.4,
        system_operation_fee_yuan_per_mwh=[97.5, 106.5, *[0.0] * 10], demand_charge_yuan_per_kw_month=33.6,
    )  # fmt: skip
    terms = {term.key: term for term in document.terms(facts(battery()))}
    assert {key: term.flow for key, term in terms.items()} == {
        "line_loss_fee": "in", "system_operation_fee": "in", "loss_tariff": "loss", "loss_funds": "loss",
    }  # fmt: skip
    assert terms["line_loss_fee"].yuan_per_mwh_by_month == (-13.1,) * 12
    assert terms["system_operation_fee"].yuan_per_mwh_by_month == (-97.5, -106.5, *(0.0,) * 10)
    assert {term.side for term in terms.values()} == {"cost"}


def test_demand_term_keeps_rate_and_share() -> None:
    """33.6 yuan/kW·month billed at 13 %."""
    (term,) = fees(demand_charge_yuan_per_kw_month=33.6, demand_charge_share_frac=0.13).terms(facts(battery()))
    assert (term.yuan_per_kw_month, term.share_frac) == (33.6, 0.13)
