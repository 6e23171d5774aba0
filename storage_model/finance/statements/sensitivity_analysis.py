"""敏感性分析表: what becomes of the returns when one factor changes, everything else held, the dispatch too.

Source: 建设项目经济评价方法与参数 (3rd ed.), 敏感性分析. All factors and changes are valued in one call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.consolidate import Part, together
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.indicators.crossings import critical
from storage_model.finance.indicators.indicator import Indicator, IndicatorArray
from storage_model.finance.levers import (
    Lever,
    scale_interest,
    scale_investment,
    scale_operating_cost,
    scale_output,
    scale_revenue,
)
from storage_model.finance.measures import Measures, measures
from storage_model.finance.sensitivity import FactorSensitivity, coefficient

KEY: Final = "sensitivity_analysis"
FACTORS: Final[Mapping[str, Lever]] = {
    "construction_investment": scale_investment,
    "sales_price": scale_revenue,
    "output": scale_output,
    "operating_cost": scale_operating_cost,
    "interest_rate": scale_interest,
}
CHANGES_FRAC: Final = (-0.20, -0.15, -0.10, -0.05, 0.05, 0.10, 0.15, 0.20)

_SEARCHED: Final = np.round(np.arange(-19, 61) * 0.05, 10)
"""changes among which critical points are looked for: −95 % to +300 %; they hold all of those shown"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One indicator: its value when nothing changes, and every factor's changes, coefficients and critical point."""

    indicator: str
    target: float
    base: Indicator
    factors: tuple[FactorSensitivity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityAnalysis:
    """The statement: a block for each indicator, in the order of the standard."""

    key: str
    blocks: tuple[Block, ...]


def sensitivity_analysis(parts: Sequence[Part]) -> SensitivityAnalysis:
    """Return the statement of one project or of several together.

    Project return after tax against its hurdle, owners' return against theirs; a critical point is the change nearest
    to none at which the return just equals what is asked.
    """
    found = _changed(parts, np.broadcast_to(_SEARCHED, (len(FACTORS), len(_SEARCHED))))
    hurdle = together([part.accounts() for part in parts]).hurdle
    asked = {"irr_project_after_tax_frac": hurdle.project_after_tax_frac, "irr_equity_frac": hurdle.equity_frac}
    blocks = (_block(parts, key, Target(value=float(frac)), found[key]) for key, frac in asked.items())
    return SensitivityAnalysis(key=KEY, blocks=tuple(blocks))


def _block(parts: Sequence[Part], key: str, target: Target, found: IndicatorArray) -> Block:
    points = critical(lambda changes: _changed(parts, changes)[key], target, _SEARCHED, found)
    columns = [int(np.flatnonzero(np.isclose(_SEARCHED, change))[0]) for change in CHANGES_FRAC]
    base = found.at(0, int(np.flatnonzero(_SEARCHED == 0.0)[0]))
    factors = []
    for number, factor in enumerate(FACTORS):
        at = tuple(found.at(number, column) for column in columns)
        factors.append(
            FactorSensitivity(
                factor=factor,
                changes_frac=CHANGES_FRAC,
                at=at,
                coefficients=tuple(
                    coefficient(base, one, change) for one, change in zip(at, CHANGES_FRAC, strict=True)
                ),
                critical_change_frac=points.at(number),
            )
        )
    return Block(indicator=key, target=target.value, base=base, factors=tuple(factors))


def _changed(parts: Sequence[Part], changes: FloatArray) -> Measures:
    """Return the indicators of shape (factors, points) when each row changes its own factor alone."""
    own = np.eye(len(FACTORS))[:, :, None] * changes[:, None, :]
    changed: list[Accounts] = []
    for part in parts:
        terms = part.terms
        for number, lever in enumerate(FACTORS.values()):
            terms = lever(terms, 1.0 + own[:, number])
        changed.append(replace(part, terms=terms).accounts())
    return measures(together(changed))
