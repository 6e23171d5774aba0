"""What gas made and where methane went, as the summary says it, from the dispatch table and the inputs."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from storage_model.runs.reaudit.evidence import Evidence, Law, rated_mw
from storage_model.runs.reaudit.hub import ENRICHMENT, FLARE, HOLDER, OXIDISER, Hub
from storage_model.runs.reaudit.hub_money import BURNED_CO2_T_PER_T, GJ_PER_MWH, METHANE_T_PER_M3, credits_t_per_h
from storage_model.runs.reaudit.scope import unknown, unknown_stores
from storage_model.runs.reaudit.yearly import KW_PER_MW

SHARE = 1e-9
TRACE_MWH = 1e-6
KWH_PER_MWH = KW_PER_MW
Figures = dict[str, float]


def made_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far electricity, hours, gas and heat, and every use of methane, are from the schedule.

    Nothing on a site with a kind unknown here, which may burn gas too.
    """
    plants = [name for name, asset in evidence.assets.items() if asset["kind"] in ("gas_plant", "gas_hub")]
    if not plants or set(unknown(evidence)) - set(unknown_stores(evidence)):
        return
    hubs = [Hub(evidence, name) for name in plants if evidence.assets[name]["kind"] == "gas_hub"]
    ledger = _together([_methane(hub) for hub in hubs])
    for law, said, expected in (
        ("generation.made_of_gas", evidence.summary.get("generation", {}), _generation(evidence, plants)),
        ("methane.accounted_for", evidence.summary.get("methane", {}), ledger),
    ):
        far, key = max(((_apart(said, expected, key), key) for key in said.keys() | expected.keys()), default=(0.0, ""))
        yield Law(name=law, deviation=far, tolerance=SHARE, detail=key)


def others_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield how far the energy of assets that neither store nor burn gas is from their meters.

    None is of a kind known here; where gas is burned, one that is not named may be counted with it.
    """
    said, new = evidence.summary.get("others", {}), set(unknown(evidence)) - set(unknown_stores(evidence))
    if not said:
        return
    far = {"": 0.0}
    for key, side in (("sent_by_asset_mwh", "out"), ("drawn_by_asset_mwh", "in")):
        by_asset = said.get(key, {})
        for name in by_asset.keys() | (set() if "generation" in evidence.summary else new):
            metered = (
                {name: evidence.step_h * float(evidence.dispatch[f"{name}_{side}_mw"].sum())} if name in new else {}
            )
            far[f"{name} {key}"] = _apart(by_asset, metered, name)
    deviation, key = max((apart, key) for key, apart in far.items())
    yield Law(name="others.energy_of_other_assets", deviation=deviation, tolerance=SHARE, detail=key)


def _apart(said: Mapping[str, Any], expected: Mapping[str, float], key: str) -> float:
    if key not in said or key not in expected or said[key] is None:
        return float("inf")
    return abs(float(said[key]) - expected[key]) / max(1.0, abs(expected[key]))


def _generation(evidence: Evidence, plants: list[str]) -> Figures:
    """Return what all plants made; what no plant counts, and heat that nobody takes, is left out."""
    step_h, table = evidence.step_h, evidence.dispatch
    turbine_mwh = heat_mwh = sets_mwh = burned_m3 = 0.0
    counted: Figures = {}
    for name in plants:
        if evidence.assets[name]["kind"] == "gas_plant":
            sets_mwh += step_h * float(table[f"{name}_power_mw"].sum())
            burned_m3 += step_h * float(table[f"{name}_methane_m3_per_h"].sum())
            continue
        hub = Hub(evidence, name)
        turbine_mwh += step_h * float(hub.column("oxidiser.power_mw").sum())
        heat_mwh += step_h * float(hub.heat_to_mine_mw.sum())
        for group, terms in hub.part("gensets").items():
            sets_mwh += step_h * float(hub.column(f"gensets[{group}].power_mw").sum())
            burned_m3 += step_h * float(hub.drawn(group).sum())
            running_h = step_h * terms["availability_frac"] * float(hub.column(f"gensets[{group}].running_sets").sum())
            counted["set_h"] = counted.get("set_h", 0.0) + running_h
            if (starts := table.get(f"{name}_gensets[{group}].starts")) is not None:
                counted["starts"] = counted.get("starts", 0.0) + float(starts.sum())
    gross_mwh = sets_mwh + turbine_mwh
    return {
        "gross_mwh": gross_mwh,
        "sent_mwh": step_h * sum(float(table[f"{name}_out_mw"].sum()) for name in plants),
        "full_load_h": gross_mwh / sum(rated_mw(evidence, name) for name in plants),
        **counted,
        **({"gas_m3_per_kwh": burned_m3 / (sets_mwh * KWH_PER_MWH)} if sets_mwh > 0 else {}),
        **({"heat_gj": GJ_PER_MWH * heat_mwh} if heat_mwh > TRACE_MWH else {}),
    }


def _methane(hub: Hub) -> Figures:
    """Return the pure methane of a hub by use [m³], and what is destroyed, escapes, is avoided and credited [t]."""
    step_h = hub.evidence.step_h
    flows = {user: step_h * float(hub.drawn(user).sum()) for user in hub.users}
    of_sets = {name: flows[name] for name in hub.part("gensets")}
    destroyed_m3 = sum(hub.part("gensets")[name]["destruction_frac"] * m3 for name, m3 in of_sets.items())
    for user in (OXIDISER, FLARE):
        destroyed_m3 += hub.part(user).get("destruction_frac", 0.0) * flows.get(user, 0.0)
    sold_m3 = hub.part(ENRICHMENT).get("recovery_frac", 0.0) * flows.get(ENRICHMENT, 0.0)
    kept_m3 = (
        float(hub.column("holder.stored_end_m3")[-1] - hub.column("holder.stored_m3")[0]) if hub.part(HOLDER) else 0.0
    )
    supplies = hub.part("supplies")
    drained_m3 = step_h * sum(float(hub.flow_m3_per_h[supply].sum()) for supply in supplies)
    avoided = {}
    if carbon := hub.part("carbon"):
        warming = carbon["gwp"] - BURNED_CO2_T_PER_T
        avoided["avoided_co2e_t"] = METHANE_T_PER_M3 * (destroyed_m3 + sold_m3) * warming
    return {
        "drained_m3": drained_m3,
        "burned_m3": sum(of_sets.values()),
        "oxidised_m3": flows.get(OXIDISER, 0.0),
        "enriched_m3": flows.get(ENRICHMENT, 0.0),
        "flared_m3": flows.get(FLARE, 0.0),
        "vented_m3": step_h * sum(float(hub.vented(supply).sum()) for supply in supplies),
        "destroyed_t": METHANE_T_PER_M3 * destroyed_m3,
        "escaped_t": METHANE_T_PER_M3 * (drained_m3 - kept_m3 - destroyed_m3 - sold_m3),
        **avoided,
        "credits_t": step_h * float(np.sum(credits_t_per_h(hub))),
    }


def _together(ledgers: list[Figures]) -> Figures:
    return {key: sum(one.get(key, 0.0) for one in ledgers) for one in ledgers for key in one}
