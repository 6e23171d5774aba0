"""Small sites from numbers: every default is neutral, so a test names only what it is about."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone, tzinfo

import numpy as np

from storage_model.assets.asset import Asset
from storage_model.assets.battery import Battery
from storage_model.assets.gas_plant import GasPlant
from storage_model.blocks import Ends, FloatArray, SeriesByField
from storage_model.dispatch.audit import audit_dispatch
from storage_model.dispatch.optimise import Dispatch, optimise
from storage_model.dispatch.settle import Settlement, settle
from storage_model.horizon import Horizon
from storage_model.markets.day_ahead_energy import DayAheadEnergy
from storage_model.markets.demand_charge import DemandCharge
from storage_model.markets.energy_adder import EnergyAdder
from storage_model.markets.market import Market
from storage_model.policies.charging_fees import ChargingFees
from storage_model.policies.terms import AssetFacts, DemandTerm, EnergyTerm, Term
from storage_model.prices.ref import SeriesRef
from storage_model.scenario.site import Connection, Site

MARKET_TIME = timezone(timedelta(hours=8))
NO_SERIES = SeriesRef(file="given.csv", column="given", unit="given")
# Gross electricity of one m³ of pure methane at 36 %: 35.9 MJ ÷ 3600 MJ/MWh × 0.36 = 0.00359 MWh.
MWH_PER_M3 = 0.00359
HEAD = {
    "title": {"zh": "试", "en": "trial"}, "document": "trial 1", "region": "山西", "status": "assumed",
    "source": "", "date_read": "2026-01", "assets": ["battery"],
}  # fmt: skip


def battery(**numbers: object) -> Battery:
    """Return 10 MW / 20 MWh without losses, wear, supply or fade, unless numbers say otherwise."""
    neutral = {
        "power_mw": 10.0, "energy_mwh": 20.0, "charge_efficiency_frac": 1.0, "discharge_efficiency_frac": 1.0,
        "soc_min_frac": 0.0, "soc_max_frac": 1.0, "auxiliary_mw": 0.0, "wear_cost_yuan_per_mwh": 0.0,
        "availability_frac": 1.0,
        "ageing": {"kind": "linear", "first_year_fade_frac": 0.0, "later_fade_frac_per_year": 0.0},
    }  # fmt: skip
    return Battery.model_validate({"kind": "battery", **neutral, **numbers})


def gas_plant(**numbers: float) -> GasPlant:
    """Return four sets of 1 MW at 36 % with free gas and no own use, unless numbers say otherwise."""
    neutral = {
        "sets": 4, "set_power_mw": 1.0, "efficiency_frac": 0.36, "minimum_methane_frac": 0.09, "own_use_frac": 0.0,
        "availability_frac": 1.0, "variable_om_yuan_per_mwh": 0.0, "gas_price_yuan_per_m3": 0.0, "om_vat_frac": 0.13,
        "gas_vat_frac": 0.09,
    }  # fmt: skip
    return GasPlant.model_validate(
        {"kind": "gas_plant", "pure_flow": NO_SERIES, "methane": NO_SERIES, **neutral, **numbers}
    )


def gas_series(from_gas_mw: Sequence[float] | FloatArray, methane_frac: Sequence[float] | FloatArray) -> SeriesByField:
    """Return a supply that allows the given gross power of a plant of 36 %."""
    return {"pure_flow": np.asarray(from_gas_mw, float) / MWH_PER_M3, "methane": np.asarray(methane_frac, float)}


def horizon(count: int, step_h: float = 1.0, start: str = "2026-01-01T00:00", zone: tzinfo = MARKET_TIME) -> Horizon:
    """Return steps from the start of 2026, unless another start is given."""
    return Horizon(start=datetime.fromisoformat(start).replace(tzinfo=zone), step_h=step_h, count=count)


def spot(
    sale: Sequence[float] | FloatArray,
    purchase: Sequence[float] | FloatArray | None = None,
    participants: Iterable[str] = ("battery",),
) -> DayAheadEnergy:
    """Return the day-ahead market; one price for both directions unless a purchase price is given."""
    bought = sale if purchase is None else purchase
    return DayAheadEnergy(
        participants=tuple(participants),
        sale_yuan_per_mwh=np.asarray(sale, float),
        purchase_yuan_per_mwh=np.asarray(bought, float),
        vat_frac=0.13,
    )


def fees(**numbers: object) -> ChargingFees:
    """Return a fee document that charges nothing, unless numbers say otherwise."""
    nothing = {
        "line_loss_fee_yuan_per_mwh": 0.0, "system_operation_fee_yuan_per_mwh": [0.0] * 12,
        "loss_tariff_yuan_per_mwh": 0.0,
        "loss_funds_yuan_per_mwh": 0.0, "demand_charge_yuan_per_kw_month": 0.0, "demand_charge_share_frac": 0.0,
        "vat_frac": 0.13,
    }  # fmt: skip
    return ChargingFees.model_validate({"kind": "charging_fees", **HEAD, **nothing, **numbers})


def facts(asset: Asset, name: str = "battery") -> AssetFacts:
    """Return what a policy may know of an asset."""
    return AssetFacts(name=name, power_mw=asset.rated_power_mw, duration_h=asset.duration_h, first_operating_year=2027)


def markets_of(terms: Iterable[Term], over: Horizon) -> tuple[Market, ...]:
    """Return the market products of dispatch terms, one step's rate taken from its calendar month."""
    found: list[Market] = []
    for term in terms:
        if isinstance(term, EnergyTerm):
            by_month = np.array(term.yuan_per_mwh_by_month)
            found.append(
                EnergyAdder(
                    key=term.key,
                    participants=(term.asset,),
                    flow=term.flow,
                    yuan_per_mwh=by_month[over.month_of_step() - 1],
                    side=term.side,
                    vat_frac=term.vat_frac,
                )
            )
        elif isinstance(term, DemandTerm):
            found.append(
                DemandCharge(
                    key=term.key,
                    participant=term.asset,
                    yuan_per_kw_month=term.yuan_per_kw_month,
                    share_frac=term.share_frac,
                    vat_frac=term.vat_frac,
                )
            )
    return tuple(found)


def site(
    assets: Mapping[str, Asset],
    markets: Sequence[Market],
    over: Horizon,
    *,
    series: Mapping[str, SeriesByField] | None = None,
    export_limit_mw: float = 1_000.0,
    import_limit_mw: float = 1_000.0,
    ends: Mapping[str, Ends] | None = None,
) -> Site:
    """Return a site behind a connection that does not bind, unless limits are given."""
    given = series or {}
    return Site(
        horizon=over,
        assets=assets,
        series={name: given.get(name, {}) for name in assets},
        markets=tuple(markets),
        connection=Connection(export_limit_mw=export_limit_mw, import_limit_mw=import_limit_mw),
        ends=ends or {},
    )


def battery_site(station: Battery, prices: Sequence[float] | FloatArray, step_h: float = 1.0) -> Site:
    """Return a battery alone at one price for both directions."""
    return site({"battery": station}, [spot(prices)], horizon(len(prices), step_h))


def audited(given: Site) -> tuple[Dispatch, Settlement]:
    """Return a site's optimal dispatch and its settlement, once the audit has passed."""
    dispatch = optimise(given)
    settlement = settle(given, dispatch.schedules, dispatch.products)
    audit_dispatch(given, dispatch, settlement).require()
    return dispatch, settlement
