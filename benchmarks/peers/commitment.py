"""Gas sets of a question in this project's words."""

from typing import Any

from storage_model.assets.gas.terms_gensets import Gensets
from storage_model.scenario.site import Site
from storage_model.units import METHANE_MWH_PER_M3
from tests.gas_sites import gensets, hub, hub_site, supply


def site_of(question: Any) -> Site:
    """Return the hub of a question at its prices."""
    gas_m3_per_h = question.gas_mw / METHANE_MWH_PER_M3
    return hub_site(_hub_of(question), question.sale, supply(gas_m3_per_h, 0.12))


def group_of(question: Any) -> Gensets:
    """Return the group of sets of a question."""
    return _hub_of(question).gensets["sets"]


def _hub_of(q: Any) -> Any:
    curve = [{"load_frac": 1.0, "efficiency_frac": q.efficiency_frac}]
    group = gensets(
        sets=round(q.sets), set_power_mw=q.set_mw, minimum_load_frac=q.minimum_load_frac,
        minimum_up_h=q.minimum_up_h, minimum_down_h=q.minimum_down_h, start_cost_yuan=q.start_yuan,
        variable_om_yuan_per_mwh=q.variable_yuan_per_mwh, part_load=curve,
    )  # fmt: skip
    return hub({"sets": group})
