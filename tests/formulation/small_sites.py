"""The sites whose formulation is compared or stored: every asset and every product, two steps or more."""

import numpy as np

from storage_model.assets.asset import Asset
from storage_model.markets.demand_charge import DemandCharge
from storage_model.markets.energy_adder import EnergyAdder, FlowName
from storage_model.markets.market import Market
from storage_model.scenario.site import Site
from tests.formulation.small_hubs import (
    hub_of_everything_else,
    hub_of_sets,
    series_of_everything_else,
    series_of_sets,
)
from tests.formulation.small_products import small_products
from tests.sites import battery, gas_plant, gas_series, horizon, site, spot

LOSSY = {
    "charge_efficiency_frac": 0.9, "discharge_efficiency_frac": 0.8, "soc_min_frac": 0.05, "soc_max_frac": 0.95,
    "auxiliary_mw": 0.5, "wear_cost_yuan_per_mwh": 30.0,
}  # fmt: skip
ASSET_SETS: dict[str, tuple[str, ...]] = {
    "battery": ("battery",), "gas": ("gas",), "both": ("battery", "gas"), "two_batteries": ("battery", "second"),
    "hub": ("hub",), "hub_and_heat": ("battery", "hub_and_heat"),
}  # fmt: skip
HUBS = {
    "hub": (hub_of_sets, series_of_sets), "hub_and_heat": (hub_of_everything_else, series_of_everything_else)
}  # fmt: skip
MARKET_SETS = ("spot", "out", "in", "loss", "sold", "demand", "all", "none")
# Products that decide something themselves; those of the second row hold power ready, which a gas plant cannot.
PRODUCTS = ("two_settlement_free", "two_settlement_plan", "two_settlement_close", "contract", "own_supply")
HELD_PRODUCTS = ("up_down", "reserve_least", "reserve_promised", "primary", "secondary", "held_together")


def asset_of(name: str) -> Asset:
    """Return a plant with losses, own use and costs, so that no coefficient is trivial."""
    if name == "gas":
        return gas_plant(own_use_frac=0.05, variable_om_yuan_per_mwh=100.0, gas_price_yuan_per_m3=0.0718)
    if name in HUBS:
        return HUBS[name][0]()
    return battery(**LOSSY) if name == "battery" else battery(power_mw=3.0, energy_mwh=7.0)


def small_site(
    assets: str, markets: str, count: int = 2, step_h: float = 0.25, start: str = "2026-01-01T00:00"
) -> Site:
    """Return a site of named assets and products over a few steps."""
    names = ASSET_SETS[assets]
    sale = 100.0 + 50.0 * np.arange(count) % 370
    made: dict[str, Market] = {"spot": spot(sale, sale + 7.0, names), "demand": demand(names[0])}
    made |= {flow: adder(flow, names, count) for flow in ("in", "out", "loss", "sold")}
    chosen = _chosen(markets, made, small_products(names, horizon(count, step_h, start)))
    series = {"gas": gas_series(3.0 + np.arange(count) % 2, np.full(count, 0.1))} if "gas" in names else {}
    series |= {name: HUBS[name][1](count) for name in names if name in HUBS}
    return site(
        {name: asset_of(name) for name in names}, chosen, horizon(count, step_h, start), series=series,
        export_limit_mw=12.0, import_limit_mw=7.0,
    )  # fmt: skip


def _chosen(markets: str, simple: dict[str, Market], deciding: dict[str, Market]) -> list[Market]:
    """Return the products of a set: `all` that are simple, `held_together` with energy, or one by its name."""
    if markets in ("all", "none"):
        return list(simple.values()) if markets == "all" else []
    if markets == "held_together":
        names = ("up_down", "reserve_least", "primary", "secondary", "own_supply")
        return [simple["spot"], simple["sold"], *(deciding[name] for name in names)]
    return [(simple | deciding)[markets]]


def adder(flow: FlowName, names: tuple[str, ...], count: int) -> EnergyAdder:
    """Return a fee that changes from step to step."""
    return EnergyAdder(
        key=f"fee_{flow}",
        participants=names,
        flow=flow,
        yuan_per_mwh=-10.0 - np.arange(count),
        side="cost",
        vat_frac=0.13,
    )


def demand(name: str) -> DemandCharge:
    """Return a demand charge of 33.6 yuan/kW·month, 13 % billed."""
    return DemandCharge(key="demand", participant=name, yuan_per_kw_month=33.6, share_frac=0.13, vat_frac=0.13)
