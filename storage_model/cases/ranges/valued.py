"""What draws are worth: their lifetime tables through the same evaluation as a case, all in one pass."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from storage_model.blocks import FloatArray, IntArray
from storage_model.cases.accounts import accounts_of_parts, parts_by_project
from storage_model.cases.ranges.asked import Factor
from storage_model.cases.ranges.dispatched import Dispatched
from storage_model.cases.ranges.drawn_life import Draws, drawn_life
from storage_model.finance.indicators.indicator import IndicatorArray
from storage_model.finance.levers import (
    Lever,
    scale_cost_of,
    scale_interest,
    scale_investment,
    scale_operating_cost,
)
from storage_model.finance.measures import measures
from storage_model.finance.terms.project import Project

INDICATORS = (
    "npv_project_after_tax_yuan",
    "irr_project_after_tax_frac",
    "npv_equity_yuan",
    "irr_equity_frac",
    "dscr_min",
)
AT_ONCE = 2_000
"""draws side by side in memory"""
LEVERS: Mapping[str, Lever] = {
    "investment": scale_investment,
    "operating_cost": scale_operating_cost,
    "variable_cost": scale_cost_of(variable=True),
    "fixed_cost": scale_cost_of(variable=False),
    "interest_rate": scale_interest,
}

Valued = Mapping[str, IndicatorArray]


def valued(given: Dispatched, project: str, draws: Draws, chosen: IntArray) -> Valued:
    """Return the indicators of a project, or of all together, for every draw, shape (draws,) each."""
    count = len(chosen)
    blocks = [
        _block(given, project, {name: values[first : first + AT_ONCE] for name, values in draws.items()}, rows)
        for first in range(0, count, AT_ONCE)
        for rows in [chosen[first : first + AT_ONCE]]
    ]
    return {
        key: IndicatorArray(
            values=np.concatenate([block[key].values for block in blocks]),
            codes=np.concatenate([block[key].codes for block in blocks]),
        )
        for key in INDICATORS
    }


def _block(given: Dispatched, project: str, draws: Draws, chosen: IntArray) -> Valued:
    parts = {
        name: replace(part, terms=_levered(part.terms, name, given.asked.factors, draws))
        for name, part in parts_by_project(given.scenario, drawn_life(given, draws, chosen)).items()
    }
    found = measures(accounts_of_parts(parts)[project])
    return {key: _each(found[key], len(chosen)) for key in INDICATORS}


def _levered(terms: Project, project: str, factors: Mapping[str, Factor], draws: Draws) -> Project:
    for name, factor in factors.items():
        if factor.moves in LEVERS and factor.project in (None, project):
            terms = LEVERS[factor.moves](terms, draws[name])
    return terms


def _each(found: IndicatorArray, count: int) -> IndicatorArray:
    """Return one value a draw, also where no factor moves the indicator."""
    return IndicatorArray(values=_spread(found.values, count), codes=np.broadcast_to(found.codes, (count,)).copy())


def _spread(values: FloatArray, count: int) -> FloatArray:
    return np.broadcast_to(values, (count,)).copy()
