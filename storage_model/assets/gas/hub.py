"""The gas hub as the dispatch, the settlement and the audit meet it."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from storage_model.assets.asset import Asset
from storage_model.assets.gas.draft import Draft, is_choice
from storage_model.assets.gas.gensets import write_group
from storage_model.assets.gas.heat import write_heat
from storage_model.assets.gas.idle import idle_users
from storage_model.assets.gas.ledger import MethaneLedger, ledger_of
from storage_model.assets.gas.limits import gas_of
from storage_model.assets.gas.made import generation_of
from storage_model.assets.gas.meters import flows_of, write_meters
from storage_model.assets.gas.money import write_cost
from storage_model.assets.gas.offers import write_offers
from storage_model.assets.gas.paid_meters import write_paid_meters
from storage_model.assets.gas.pipes import write_enrichment, write_pipes
from storage_model.assets.gas.residuals import residuals_of
from storage_model.assets.gas.states import handed_over, states_at
from storage_model.assets.gas.streams import streams_of
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.assets.generation import Generation
from storage_model.assets.idle import Idle
from storage_model.blocks import ArrayFrame, Flows, ModelFrame, Schedule, SeriesByField, Stream
from storage_model.horizon import Horizon


class GasHub(GasHubTerms, Asset):
    """Everything at one mine that uses drained gas and ventilation air, on shared supplies."""

    upkeep: ClassVar[tuple[str, ...]] = (
        "gas_variable_om", "genset_upkeep", "genset_overhaul", "genset_starts", "oxidiser_om", "enrichment_om",
    )  # fmt: skip
    priced_by: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "gas_fuel": ("supplies.*.gas_price_yuan_per_m3", "gas_vat_frac"),
        "gas_venting": ("supplies.*.venting_cost_yuan_per_m3",),
        "gas_flaring": ("flare.cost_yuan_per_m3", "om_vat_frac"),
        "gas_variable_om": ("gensets.*.variable_om_yuan_per_mwh", "om_vat_frac"),
        "genset_upkeep": ("gensets.*.running_cost_yuan_per_h", "om_vat_frac"),
        "genset_overhaul": ("gensets.*.overhaul_cost_yuan", "gensets.*.overhaul_interval_h", "om_vat_frac"),
        "genset_starts": ("gensets.*.start_cost_yuan", "om_vat_frac"),
        "oxidiser_om": ("oxidiser.om_yuan_per_m3", "om_vat_frac"),
        "enrichment_om": ("enrichment.om_yuan_per_m3", "om_vat_frac"),
        "gas_sales": ("enrichment.price_yuan_per_m3", "enrichment.price_vat_frac"),
        "heat_sales": ("heat.price_yuan_per_gj", "heat.vat_frac"),
        "mine_power": ("site_supply.price_yuan_per_mwh", "site_supply.vat_frac"),
        "carbon_credits": ("carbon.*", "carbon.credit_vat_frac"),
    }

    @property
    def meters(self) -> Mapping[str, bool]:
        """What it counts besides electricity, true where it sells that by itself: methane used, credits if it can."""
        credited = self.oxidiser is not None and self.carbon is not None
        sold = self.carbon is not None and self.carbon.credit_price_yuan_per_t > 0
        return {"methane_m3_per_h": False} | ({"credits_t_per_h": sold} if credited else {})

    def scheduled(self, values: Schedule) -> Schedule:
        """Return what a schedule holds: without the choices of the few steps that had one."""
        return {key: found for key, found in values.items() if not is_choice(key)}

    def idle_parts(self, series: SeriesByField, horizon: Horizon) -> Iterable[Idle]:
        """Users that no gas suits."""
        return idle_users(self, series, horizon.step_h)

    @property
    def looks_back(self) -> bool:
        """Starts and stops before the first step are those before the last point."""
        return True

    @property
    def stores(self) -> tuple[str, ...]:
        """Names of what tells by point how much is stored."""
        return ("holder.stored_m3",) if self.holder else ()

    def attach(self, block: Any, frame: ModelFrame) -> None:
        """Write the hub's variables and rules on its own block.

        Publishes `out_mw`, `in_mw`, `net_mw` by step [MW], `cost_yuan`, which counts other income against costs, and
        what is metered besides electricity.
        """
        draft = self._draft(block, frame)
        write_pipes(draft)
        groups = {name: write_group(draft, name, group) for name, group in self.gensets.items()}
        warmth, enriched = write_heat(draft, groups), write_enrichment(draft)
        bought = write_meters(draft, groups, warmth, enriched)
        write_offers(draft, groups)
        write_cost(draft, groups, warmth, enriched, bought)
        write_paid_meters(draft, warmth)

    def flows(self, schedule: Schedule, frame: ArrayFrame) -> Flows:
        """Return what the meters see, calls included, shape (steps,)."""
        return flows_of(self, schedule)

    def costs(self, name: str, schedule: Schedule, frame: ArrayFrame) -> tuple[Stream, ...]:
        """Return gas, upkeep, starts and other costs, and income from heat, gas and credits [yuan by step]."""
        return tuple(streams_of(self, name, schedule, frame.step_h))

    def residuals(self, schedule: Schedule, frame: ArrayFrame) -> Mapping[str, float]:
        """Return how far a schedule is from each law, relative; plain arrays, apart from `attach`."""
        return residuals_of(self, schedule, frame)

    def ledger(self, schedule: Schedule, frame: ArrayFrame) -> MethaneLedger:
        """Return where every cubic metre of methane went."""
        return ledger_of(self, schedule, frame.series, frame.step_h)

    def generation(self, schedule: Schedule, frame: ArrayFrame) -> Generation:
        """Return what sets, turbine and heat made."""
        return generation_of(self, schedule, frame.step_h)

    def states_at(self, schedule: Schedule, point: int) -> dict[str, float]:
        """Return what `Ends` hands over at a point: gas stored, sets running, starts and stops still counting."""
        return states_at(self, schedule, point)

    def handed_over(
        self,
        past: Schedule,
        frame: ArrayFrame,
        whole: Horizon,
        begun: Mapping[str, float],
    ) -> dict[str, float]:
        """Return the states where the past ends, and what of the time before it still counts."""
        return handed_over(self, past, frame.series, frame.horizon, begun)

    def last_states(self, begun: Mapping[str, float]) -> Mapping[str, float]:
        """Return what a whole horizon has to end with: gas stored and sets running; nothing named means none run."""
        return begun

    def _draft(self, block: Any, frame: ModelFrame) -> Draft:
        gas = gas_of(self, frame.series, frame.time.step_h)
        return Draft(hub=self, block=block, frame=frame, gas=gas)
