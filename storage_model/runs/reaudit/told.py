"""What the summary tells beside its figures: names, what is proved, how much was asked, why a figure has no value."""

from collections.abc import Iterator, Mapping
from math import isclose
from typing import Any

from storage_model.facts import is_number
from storage_model.runs.reaudit.evidence import Evidence, Law, items
from storage_model.runs.reaudit.scope import unknown_stores
from storage_model.runs.reaudit.ties import CATEGORY_ROWS

# States beside a value, and those that say why there is none.
_WITH_VALUE = ("ok", "at_least", "at_most")
_WITHOUT = (
    *("none", "multiple", "borrowing", "all_negative", "all_positive", "no_flows", "beyond_life", "no_investment"),
    *("no_debt", "no_discharge", "no_margin", "unreachable", "not_applicable", "not_asked"),
)
_STATE = "_state"


def told_laws(evidence: Evidence) -> Iterator[Law]:
    """Yield the laws of what the summary tells in words and counts."""
    summary = evidence.summary
    found = {
        "summary.names_of_the_inputs": _names_apart(evidence),
        "summary.inputs_counted": _inputs_apart(evidence),
        "summary.states_fit_their_values": list(_states_apart(summary, "")),
        "dispatch.status_of_the_gap": [] if _status_holds(summary) else ["status"],
        "streams.places_are_known": _streams_apart(evidence),
        "lifetime.years_as_asked": _years_apart(evidence),
        "foresight.figures_as_asked": _foresight_apart(evidence),
    }
    for name, wrong in found.items():
        yield Law(name=name, deviation=float(len(wrong)), tolerance=0.0, detail=", ".join(wrong))


def _names_apart(evidence: Evidence) -> list[str]:
    """Return which names are not those of the inputs and of the manifest."""
    said, inputs = evidence.summary, evidence.inputs
    wrong = ["case"] if said["case"] != evidence.run.manifest.get("case", said["case"]) else []
    wrong += ["title"] if said["title"] != items(inputs, "title") else []
    return wrong + [
        name for name, terms in inputs["projects"].items() if said["projects"][name]["title"] != terms["title"]
    ]


def _inputs_apart(evidence: Evidence) -> list[str]:
    numbers = [leaf for leaf in evidence.leaves.values() if is_number(leaf.value)]
    expected = {"inputs_count": len(numbers), "inputs_assumed_count": sum(not leaf.documented for leaf in numbers)}
    return [key for key, count in expected.items() if evidence.summary[key] != count]


def _streams_apart(evidence: Evidence) -> list[str]:
    """Return which streams come from no part of the input, or belong to no element of cost that they should."""
    known = {f"{section}.{name}" for section in ("markets", "policies") for name in items(evidence.inputs, section)}
    wrong = []
    for row in evidence.streams:
        paid = row.side == "cost" and row.cash
        placed = row.category in CATEGORY_ROWS if paid else not row.category
        if not (placed and row.origin in known | {f"assets.{row.asset}"} and row.side in ("revenue", "cost")):
            wrong.append(f"{row.asset} {row.key}")
    return wrong


def _states_apart(node: Mapping[str, Any], above: str) -> Iterator[str]:
    """Yield every figure whose state does not go with it: a value beside a reason why there is none, or neither."""
    for key, value in node.items():
        if isinstance(value, Mapping):
            yield from _states_apart(value, f"{above}{key}.")
        elif key.endswith(_STATE) and value not in (
            _WITHOUT if node[key.removesuffix(_STATE)] is None else _WITH_VALUE
        ):
            yield f"{above}{key}"


def _status_holds(summary: Mapping[str, Any]) -> bool:
    """Whether the status says how much of the optimum is not proved, to the two digits it has."""
    status, gap_frac = summary["status"], abs(summary["dispatch"]["gap_frac"])
    return bool(status == "verified" or status == f"gap {100.0 * gap_frac:.2g} %")


def _years_apart(evidence: Evidence) -> list[str]:
    """Return which figures of the life do not go with what was asked of it."""
    said, asked = evidence.summary["lifetime"], items(evidence.inputs, "lifetime")
    later = ", ".join(f"{asset} {day}" for asset, day in evidence.counts_from.items())
    years, every = len(evidence.annual["calendar_year"]), asked.get("mode", "every_year") == "every_year"
    laws = {
        "operating_years": said["operating_years"] == years,
        "dispatched_years": said["dispatched_years"] == years if every else 0 < said["dispatched_years"] <= years,
        "npv_error_frac": said["npv_error_frac_state"] == ("ok" if asked.get("compared") else "not_asked"),
        "npv_difference_yuan": _compared_holds(evidence.summary),
        "wear_cost_yuan_per_mwh": said["wear_cost_yuan_per_mwh_state"]
        == ("ok" if items(asked, "wear") else "not_asked"),
        "beyond_range_count": said["beyond_range_count"] == 0 or not _within_every_range(evidence),
        "counts_from": said.get("counts_from", later) == later,
    }
    return [key for key, holds in laws.items() if not holds]


def _compared_holds(summary: Mapping[str, Any]) -> bool:
    """Whether the values by representative and by every year go with the answer, their difference and its share."""
    said = summary["lifetime"]
    every_yuan = said.get("npv_every_year_yuan")
    if every_yuan is None:
        return True
    apart_yuan = said["npv_representative_yuan"] - every_yuan
    return (
        bool(said["npv_representative_yuan"] == summary["npv_project_after_tax_yuan"])
        and isclose(said["npv_difference_yuan"], apart_yuan, abs_tol=1e-6)
        and isclose(said["npv_error_frac"], apart_yuan / abs(every_yuan) if every_yuan else 0.0, rel_tol=1e-9)
    )


def _within_every_range(evidence: Evidence) -> bool:
    """Whether all cells age by a law that holds for any use and any age; of a kind unknown here that is not known."""
    if unknown_stores(evidence):
        return False
    stations = [asset for asset in evidence.assets.values() if asset["kind"] == "battery"]
    later = [rule.get("ageing") for one in stations for rule in items(one, "augmentation").values()]
    return all(law["kind"] == "linear" for law in (*(one["ageing"] for one in stations), *filter(None, later)))


def _foresight_apart(evidence: Evidence) -> list[str]:
    asked, said = bool(items(evidence.inputs, "foresight")), evidence.summary["foresight"]
    expected = (
        {"realised_yuan_state": "ok"}
        if asked
        else dict.fromkeys(("realised_yuan_state", "capture_ratio_frac_state"), "not_asked")
    )
    return [key for key, state in expected.items() if said[key] != state]
