"""compare.json: everything a comparison found, in base units; a number without a value is null with its state."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from storage_model.cases.compare.attribution import Attribution
from storage_model.cases.compare.break_even import BreakEven, IsoReturn
from storage_model.cases.compare.column import Column
from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.purse import Purse
from storage_model.cases.compare.shares import Shares
from storage_model.words.tables.summary import STATE

Content = dict[str, Any]
# Cash flow by line: what runs on top of other lines is left out of the differences.
RUNNING_SUMS = frozenset({"cumulative_pre_tax", "cumulative_after_tax"})


def content_of(comparison: Comparison) -> Content:
    """Return the content of compare.json."""
    return {
        "base": comparison.base.scenario.name,
        "project": comparison.ask.project,
        "yardsticks": asdict(comparison.yardsticks),
        "lives_dispatched": comparison.lives,
        "cases": {column.scenario.name: _case(column, comparison) for column in comparison.columns},
        "attribution": {one.case: _shares(one) for one in comparison.shares},
        "break_even": [_break_even(one) for one in comparison.break_evens],
        "map": None if comparison.map is None else _map(comparison.map),
    }


def _case(column: Column, comparison: Comparison) -> Content:
    answer, effect = column.answer, comparison.effects.get(column.scenario.name)
    streams = {key: column.streams[key] for key in column.streams}
    found: Content = {
        "title": {"zh": column.scenario.title.zh, "en": column.scenario.title.en},
        "verdict": answer.verdict,
        "hurdle_frac": answer.hurdle_frac,
        "revenue_by_stream_first_year_yuan": {
            key: float(yuan[0]) for key, yuan in streams.items() if key in column.revenue
        },
        "cost_by_stream_first_year_yuan": {
            key: float(yuan[0]) for key, yuan in streams.items() if key not in column.revenue
        },
        "by_stream_whole_life_yuan": {key: float(yuan.sum()) for key, yuan in streams.items()},
    }
    for key, indicator in answer.finance.indicators.items():
        found |= {key: indicator.value, f"{key}{STATE}": indicator.state}
    found["difference_to_base_yuan"] = difference(comparison.base, column)
    found["purse"] = _purse(column.purse)
    found["effect"] = None if effect is None else asdict(effect)
    found["policies"] = {role: _document(policy) for role, policy in sorted(column.scenario.policies.items())}
    return found


def difference(base: Column, column: Column) -> dict[str, float]:
    """Return the sum over the years of every line of the project's cash flow, less that of the base [yuan]."""
    lines = {**dict.fromkeys(base.rows), **dict.fromkeys(column.rows)}
    return {key: _whole(column.rows, key) - _whole(base.rows, key) for key in lines if key not in RUNNING_SUMS}


def _whole(rows: Mapping[str, Any], key: str) -> float:
    return float(rows[key].sum()) if key in rows else 0.0


def _document(policy: Any) -> Content:
    return {
        "kind": policy.kind,
        "title": {"zh": policy.title.zh, "en": policy.title.en},
        "document": policy.document,
        "region": policy.region,
        "status": policy.status,
        "source": policy.source,
        "date_read": policy.date_read,
        "payer": policy.paid_by,
    }


def _purse(purse: Purse) -> Content:
    return {
        "first_year": purse.first_year,
        "by_role_yuan": {role: yuan.tolist() for role, yuan in purse.by_role.items()},
        "by_payer_yuan": {payer: yuan.tolist() for payer, yuan in purse.by_payer.items()},
        "taxes_paid_yuan": purse.taxes_paid.tolist(),
    }


def _shares(shares: Shares) -> Content:
    return {
        "instruments": list(shares.players),
        "left_out": shares.left_out,
        "npv_project_after_tax_yuan": _attribution(shares.worth),
        "irr_project_after_tax_frac": _attribution(shares.rate),
    }


def _attribution(found: Attribution | None) -> Content | None:
    if found is None:
        return None
    shares = {one.name: {"shared": one.shared, "alone": one.alone, "last": one.last} for one in found.shares}
    return {"base": found.before, "gain": found.total, "shares": shares}


def _break_even(found: BreakEven) -> Content:
    goal = found.goal
    return {
        "case": found.case,
        "parameter": found.parameter.path,
        "target": {"project": found.aim.project, "indicator": found.aim.key, "value": found.aim.target.value},
        "value_now": found.now,
        "state": goal.state,
        "value": goal.value,
        "step": found.parameter.step,
        "certificate": {
            "met": None if goal.met is None else _trial(goal.met.value, goal.met.indicator),
            "missed": None if goal.missed is None else _trial(goal.missed.value, goal.missed.indicator),
        },
        "evaluations": goal.evaluations,
        "dispatched_anew": found.dispatched,
        "needed": None if found.needed is None else asdict(found.needed),
    }


def _trial(value: float, indicator: Any) -> Content:
    return {"value": value, "indicator": indicator.value, f"indicator{STATE}": indicator.state}


def _map(found: IsoReturn) -> Content:
    return {
        "case": found.case,
        "first": {"parameter": found.first.parameter.path, "values": list(found.first.values)},
        "second": {"parameter": found.second.parameter.path, "values": list(found.second.values)},
        "indicator": found.aim.key,
        "target": found.aim.target.value,
        "values": [[one.value for one in row] for row in found.indicators],
        "states": [[str(one.state) for one in row] for row in found.indicators],
        "second_needed": list(found.line),
    }
