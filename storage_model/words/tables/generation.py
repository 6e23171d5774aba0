"""What gas made in the first operating year; for sites with a plant that burns any."""

from typing import Any

from storage_model.assets.generation import Generation, together
from storage_model.cases.answer import CaseAnswer
from storage_model.units import GJ_PER_MWH

Summary = dict[str, Any]
TRACE_MWH = 1e-6
"""less heat in a year is a solver's rounding"""


def generation_summary(answer: CaseAnswer) -> Summary:
    """Return electricity [MWh], hours [h], starts, gas per kWh and heat [GJ] of all plants together.

    As optimised, before outages of the whole plant; empty where no plant stands on the site. What no plant counts is
    left out.
    """
    frames, schedules = answer.site.frames(answer.dispatch.products), answer.dispatch.schedules
    found = [asset.generation(schedules[name], frames[name]) for name, asset in answer.site.assets.items()]
    made = [one for one in found if one is not None]
    return _shown(together(made)) if made else {}


def _shown(made: Generation) -> Summary:
    values = {
        "gross_mwh": made.gross_mwh,
        "sent_mwh": made.sent_mwh,
        "full_load_h": made.full_load_h,
        "set_h": made.set_h,
        "starts": made.starts,
        "gas_m3_per_kwh": made.m3_per_kwh,
        "heat_gj": GJ_PER_MWH * made.heat_mwh if made.heat_mwh > TRACE_MWH else None,
    }
    return {key: value for key, value in values.items() if value is not None}
