"""Where every cubic metre of methane went, and what that means for the climate."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.assets.gas.carbon import BURNED_CO2_T_PER_T, METHANE_T_PER_M3, credits_t
from storage_model.assets.gas.operation import drawn_m3_per_h
from storage_model.assets.gas.pipes import vent
from storage_model.assets.gas.terms import ENRICHMENT, FLARE, OXIDISER, GasHubTerms
from storage_model.blocks import Schedule, SeriesByField


@dataclass(frozen=True, slots=True, kw_only=True)
class MethaneLedger:
    """Pure methane over a horizon [m³]; drained = burned + oxidised + enriched + flared + vented + holder rise.

    `drained` counts ventilation air too. `escaped` [t] is what reaches the air: vented, unburned, not recovered.
    `avoided_co2e_t` compares with letting all of it escape, heat and electricity left out, None without a `carbon`
    record; `credits_t` is what CCER-10-001-V01 counts.
    """

    drained_m3: float
    burned_m3: Mapping[str, float]
    oxidised_m3: float
    enriched_m3: float
    flared_m3: float
    vented_m3: float
    holder_rise_m3: float
    destroyed_t: float
    sold_t: float
    escaped_t: float
    avoided_co2e_t: float | None
    credits_t: float

    @property
    def unaccounted_m3(self) -> float:
        """What the balance leaves over; zero."""
        gone = sum(self.burned_m3.values()) + self.oxidised_m3 + self.enriched_m3 + self.flared_m3 + self.vented_m3
        return self.drained_m3 - gone - self.holder_rise_m3


def ledger_of(hub: GasHubTerms, schedule: Schedule, series: SeriesByField, step_h: float) -> MethaneLedger:
    """Return the ledger of a schedule."""

    def total_m3(user: str) -> float:
        return step_h * float(drawn_m3_per_h(hub, user, schedule).sum())

    burned = {name: total_m3(name) for name in hub.gensets}
    destroyed_m3 = sum(hub.gensets[name].destruction_frac * burned[name] for name in burned)
    destroyed_m3 += hub.oxidiser.destruction_frac * total_m3(OXIDISER) if hub.oxidiser else 0.0
    destroyed_m3 += hub.flare.destruction_frac * total_m3(FLARE) if hub.flare else 0.0
    sold_m3 = hub.enrichment.recovery_frac * total_m3(ENRICHMENT) if hub.enrichment else 0.0
    stored = schedule.get("holder.stored_m3")
    rise_m3 = 0.0 if stored is None else float(stored[-1] - stored[0])
    drained_m3 = step_h * sum(float(series[f"supplies.{name}.pure_flow"].sum()) for name in hub.supplies)
    destroyed_t, sold_t = METHANE_T_PER_M3 * destroyed_m3, METHANE_T_PER_M3 * sold_m3
    return MethaneLedger(
        drained_m3=drained_m3,
        burned_m3=burned,
        oxidised_m3=total_m3(OXIDISER),
        enriched_m3=total_m3(ENRICHMENT),
        flared_m3=total_m3(FLARE),
        vented_m3=step_h * sum(float(schedule[vent(name)].sum()) for name in hub.supplies),
        holder_rise_m3=rise_m3,
        destroyed_t=destroyed_t,
        sold_t=sold_t,
        escaped_t=METHANE_T_PER_M3 * (drained_m3 - rise_m3) - destroyed_t - sold_t,
        avoided_co2e_t=None if hub.carbon is None else _avoided_t(hub.carbon.gwp, destroyed_t, sold_t),
        credits_t=float(credits_t(hub, schedule, step_h).sum()),
    )


def _avoided_t(gwp: float, destroyed_t: float, sold_t: float) -> float:
    """Return the tonnes of CO₂e avoided: burned here it leaves its carbon dioxide here, sold it leaves it elsewhere."""
    return (destroyed_t + sold_t) * (gwp - BURNED_CO2_T_PER_T)
