"""What a hub made over a horizon: electricity, heat, hours and starts, with plain arrays."""

from storage_model.assets.gas.meters import flows_of
from storage_model.assets.gas.operation import drawn_m3_per_h, running_sets
from storage_model.assets.gas.streams import heat_to_mine_mw
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.assets.generation import Generation, total
from storage_model.blocks import Schedule


def generation_of(hub: GasHubTerms, schedule: Schedule, step_h: float) -> Generation:
    """Return it; hours are those outages leave of the committed ones, as upkeep is paid."""
    of_sets_mwh = step_h * sum(float(schedule[f"gensets[{name}].power_mw"].sum()) for name in hub.gensets)
    turbine_mwh = step_h * float(schedule["oxidiser.power_mw"].sum()) if hub.oxidiser else 0.0
    hours = [
        step_h * group.availability_frac * float(running_sets(name, schedule).sum())
        for name, group in hub.gensets.items()
    ]
    starts = [float(values.sum()) for key, values in schedule.items() if key.endswith("].starts")]
    return Generation(
        gross_mwh=of_sets_mwh + turbine_mwh,
        of_sets_mwh=of_sets_mwh,
        sent_mwh=step_h * float(flows_of(hub, schedule).out_mw.sum()),
        burned_m3=step_h * sum(float(drawn_m3_per_h(hub, name, schedule).sum()) for name in hub.gensets),
        rated_mw=hub.rated_power_mw,
        heat_mwh=step_h * float(heat_to_mine_mw(hub, schedule).sum()),
        set_h=total(hours),
        starts=total(starts),
    )
