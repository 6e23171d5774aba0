"""summary.json and summary.csv: the answer in one screen of keys, base units."""

from collections.abc import Iterator, Mapping
from typing import Any

from storage_model.assets.battery import Battery
from storage_model.cases.answer import TOGETHER, CaseAnswer, ProjectAnswer
from storage_model.dispatch.optimise import Dispatch
from storage_model.foresight.figures import by_asset
from storage_model.words.assumptions import count_inputs
from storage_model.words.format import OK
from storage_model.words.labels.lookup import stream_label, summary_label
from storage_model.words.tables.generation import generation_summary
from storage_model.words.tables.methane import methane_summary
from storage_model.words.tables.others import others_summary

Summary = dict[str, Any]
STATE = "_state"
BY_STREAM = ("revenue_by_stream_first_year_yuan", "cost_by_stream_first_year_yuan")


def summary_of(answer: CaseAnswer) -> Summary:
    """Return the summary: all projects together at the top, each project below `projects`.

    First-year money is VAT-inclusive and that of the first operating year, outages included; `dispatch` is the same
    year as optimised, before outages. An indicator without a value is null and its `_state` says why.
    """
    inputs = count_inputs(answer.scenario)
    return {
        "case": answer.scenario.name,
        "title": {"zh": answer.scenario.title.zh, "en": answer.scenario.title.en},
        "status": status_of(answer.dispatch),
        **project_summary(answer, answer.projects[TOGETHER]),
        "dispatch": dispatch_summary(answer),
        **({"generation": made} if (made := generation_summary(answer)) else {}),
        **({"others": others} if (others := others_summary(answer)) else {}),
        **({"methane": methane} if (methane := methane_summary(answer)) else {}),
        "lifetime": lifetime_summary(answer),
        "foresight": foresight_summary(answer),
        "inputs_count": inputs.all,
        "inputs_assumed_count": inputs.assumed,
        "projects": {
            name: {"title": {"zh": project.title_zh, "en": project.title_en}, **project_summary(answer, project)}
            for name, project in answer.projects.items()
            if name != TOGETHER
        },
    }


def status_of(dispatch: Dispatch) -> str:
    """Return `verified`, or how much of the optimum is not proved, e.g. `gap 1.8 %`."""
    return "verified" if dispatch.open_gap_frac == 0.0 else f"gap {100.0 * dispatch.open_gap_frac:.2g} %"


def foresight_summary(answer: CaseAnswer) -> Summary:
    """Return the margins of the first operating year, wear counted: knowing all prices, and on forecasts if asked."""
    found = answer.foresight
    if found is None:
        unasked = {"realised_yuan": None, "capture_ratio_frac": None}
        return {
            "perfect_yuan": answer.settlement.objective_yuan,
            **unasked,
            **{f"{key}{STATE}": "not_asked" for key in unasked},
        }
    return {
        "perfect_yuan": found.perfect_yuan,
        "perfect_at_most_yuan": found.most_yuan,
        "realised_yuan": found.realised_yuan,
        "realised_yuan_state": OK,
        "capture_ratio_frac": found.capture_ratio_frac,
        "capture_ratio_frac_state": found.capture_ratio_state,
        "perfect_by_asset_yuan": by_asset(found.perfect),
        "realised_by_asset_yuan": by_asset(found.settlement),
    }


def project_summary(answer: CaseAnswer, project: ProjectAnswer) -> Summary:
    """Return verdict, first-year money by stream and every indicator of one project."""
    streams = answer.lifetime.of_assets(project.assets)
    revenue, cost = (
        {stream.key: float(stream.yuan[0]) for stream in streams if stream.side == side} for side in ("revenue", "cost")
    )
    found: Summary = {
        "verdict": project.verdict,
        "hurdle_frac": project.hurdle_frac,
        "revenue_first_year_yuan": sum(revenue.values()),
        "revenue_by_stream_first_year_yuan": revenue,
        "cost_first_year_yuan": sum(cost.values()),
        "cost_by_stream_first_year_yuan": cost,
    }
    for key, indicator in project.finance.indicators.items():
        found |= {key: indicator.value, f"{key}{STATE}": indicator.state}
        if len(indicator.roots) > 1:
            found[f"{key}_roots"] = list(indicator.roots)
    return found


def dispatch_summary(answer: CaseAnswer) -> Summary:
    """Return proof, metered energy, cycles and round trip of the first year; batteries only, without their supply."""
    step_h, certificate = answer.site.horizon.step_h, answer.dispatch.certificate
    batteries = {name: asset for name, asset in answer.site.assets.items() if isinstance(asset, Battery)}
    frames = answer.site.frames(answer.dispatch.products)
    # What passes the meters: where products call power, energy that was never scheduled fills and empties the store.
    passed_mw = [asset.expected_mw(answer.dispatch.schedules[name], frames[name]) for name, asset in batteries.items()]
    charged, discharged = (sum(step_h * float(one[side].sum()) for one in passed_mw) for side in (0, 1))
    rated_mwh = sum(asset.energy_mwh for asset in batteries.values())
    return {
        "objective_yuan": answer.dispatch.objective_yuan,
        "dual_bound_yuan": -certificate.bound_yuan,
        "gap_frac": certificate.gap_frac,
        "energy_charged_mwh": charged,
        "energy_discharged_mwh": discharged,
        "full_cycles": discharged / rated_mwh if rated_mwh else None,
        "full_cycles_state": OK if rated_mwh else "not_applicable",
        "round_trip_frac": discharged / charged if charged else None,
        "round_trip_frac_state": OK if charged else "not_applicable",
    }


def lifetime_summary(answer: CaseAnswer) -> Summary:
    """Return how many years were optimised, how far representative ones are from all, and the wear cost found."""
    costs = list(answer.life.wear.values())
    return {
        "operating_years": len(answer.lifetime.calendar_years),
        "dispatched_years": sum(answer.lifetime.dispatched),
        **_compared_summary(answer),
        "wear_cost_yuan_per_mwh": max(costs) if costs else None,
        "wear_cost_yuan_per_mwh_state": OK if costs else "not_asked",
        "beyond_range_count": len(answer.lifetime.remarks),
        **_counted_later(answer),
    }


def _counted_later(answer: CaseAnswer) -> Summary:
    """Return the day from which the money of each asset counts, where one begins in the first year's course or later.

    The schedule of that year is of every asset and the whole year all the same.
    """
    begins = {
        name: terms.commissioning or f"{terms.first_operating_year}-01-01"
        for terms in answer.scenario.projects.values()
        for name in terms.assets
    }
    later = {name: day for name, day in begins.items() if day > f"{answer.lifetime.calendar_years[0]}-01-01"}
    return {"counts_from": ", ".join(f"{name} {day}" for name, day in later.items())} if later else {}


def _compared_summary(answer: CaseAnswer) -> Summary:
    """Return the value of representative years, of every year, and their difference; each project's by its name."""
    pair = answer.compared.get(TOGETHER)
    found: Summary = {
        "npv_representative_yuan": None if pair is None else pair.representative_yuan,
        "npv_every_year_yuan": None if pair is None else pair.every_year_yuan,
        "npv_difference_yuan": None if pair is None else pair.difference_yuan,
        "npv_error_frac": None if pair is None else pair.error_frac,
    }
    states = {f"{key}{STATE}": "not_asked" if pair is None else OK for key in found}
    by_project = {name: one.every_year_yuan for name, one in answer.compared.items() if name != TOGETHER}
    return found | states | ({"npv_every_year_by_project_yuan": by_project} if by_project else {})


def summary_rows(summary: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str | float | None, str]]:
    """Yield key, 中文, English, value and unit of every entry, projects under `projects.<name>.`."""
    yield ("key", "中文", "English", "value", "unit")
    for key, value in _flat(summary):
        bare = key.split(".", 2)[2] if key.startswith("projects.") else key
        zh, en, unit = _label(bare)
        yield (key, zh, en, value, unit)


def _flat(node: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        elif not isinstance(value, list):
            yield f"{above}{key}", value


def _label(key: str) -> tuple[str, str, str]:
    above, _, stream = key.partition(".")
    if above in BY_STREAM:
        whole, part = summary_label(above), stream_label(stream)
        return f"{whole.zh} · {part.zh}", f"{whole.en} · {part.en}", whole.unit
    if "_by_asset_" in key or "_by_project_" in key:
        margin, asset = key.rsplit(".", 1)
        label = summary_label(margin)
        return f"{label.zh} · {asset}", f"{label.en} · {asset}", label.unit
    if key.endswith(STATE):
        label = summary_label(key.removesuffix(STATE))
        return f"{label.zh} · 状态", f"{label.en} · state", "text"
    label = summary_label(key)
    return label.zh, label.en, label.unit
