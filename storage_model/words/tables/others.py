"""Energy of assets that neither are batteries nor burn gas, in the first operating year."""

from typing import Any

from storage_model.assets.battery import Battery
from storage_model.cases.answer import CaseAnswer

Summary = dict[str, Any]


def others_summary(answer: CaseAnswer) -> Summary:
    """Return what each of them sent and drew [MWh], as optimised; empty where none stands on the site."""
    site, dispatch = answer.site, answer.dispatch
    frames, flows = site.frames(dispatch.products), site.flows(dispatch.schedules, dispatch.products)
    found = [
        name
        for name, asset in site.assets.items()
        if not isinstance(asset, Battery) and asset.generation(dispatch.schedules[name], frames[name]) is None
    ]
    step_h = site.horizon.step_h
    energy = {
        "sent_by_asset_mwh": {name: step_h * float(flows[name].out_mw.sum()) for name in found},
        "drawn_by_asset_mwh": {name: step_h * float(flows[name].in_mw.sum()) for name in found},
    }
    return energy if found else {}
