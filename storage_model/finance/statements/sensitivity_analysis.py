"""敏感性分析表: what becomes of the returns when one factor changes, everything else held, the dispatch too.

Source: 建设项目经济评价方法与参数 (3rd ed.), 敏感性分析. All factors and changes are valued in one call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance import levers
from storage_model.finance.accounts import Accounts
from storage_model.finance.consolidate import Part, together
from storage_model.finance.indicators import rates
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.indicators.crossings import critical
from storage_model.finance.indicators.indicator import Indicator, IndicatorArray
from storage_model.finance.measures import Yearly
from storage_model.finance.sensitivity import FactorSensitivity, coefficient

KEY: Final = "sensitivity_analysis"
CHANGES_FRAC: Final = (-0.20, -0.15, -0.10, -0.05, 0.05, 0.10, 0.15, 0.20)
SALES_OF: Final = "sales."
"""begins the name of the factor that moves the sales of one stream alone"""

_SEARCHED: Final = np.round(np.arange(-19, 61) * 0.05, 10)
"""changes among which critical points are looked for, −95 % to +300 %; they hold all of those shown"""
_UNCHANGED: Final = int(np.flatnonzero(_SEARCHED == 0.0)[0])
_COLUMNS: Final = tuple(int(np.flatnonzero(change == _SEARCHED)[0]) for change in CHANGES_FRAC)
_WORTH_SHOWING_FRAC: Final = 0.01
"""a stream below this share of all sales moves nothing that a reader could see"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One indicator: what is asked of it, its value when nothing changes, and what each factor does to it."""

    indicator: str
    target: float
    base: Indicator
    factors: tuple[FactorSensitivity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityAnalysis:
    """The statement: a block for the project's return after tax and one for that of its owners."""

    key: str
    blocks: tuple[Block, ...]


def sensitivity_analysis(parts: Sequence[Part]) -> SensitivityAnalysis:
    """Return the statement of one project, or of several together: a factor then moves in all of them.

    A critical point (临界点) is the change nearest to none at which the return just equals its hurdle; `unreachable`
    where none between −95 % and +300 % does.
    """
    factors = factors_of(parts)
    found = _changed(parts, factors, np.broadcast_to(_SEARCHED, (len(factors), len(_SEARCHED))))
    hurdle = together([part.accounts() for part in parts]).hurdle
    asked = {"irr_project_after_tax_frac": hurdle.project_after_tax_frac, "irr_equity_frac": hurdle.equity_frac}
    blocks = (_block(parts, factors, key, Target(value=float(frac)), found[key]) for key, frac in asked.items())
    return SensitivityAnalysis(key=KEY, blocks=tuple(blocks))


def factors_of(parts: Sequence[Part]) -> Mapping[str, levers.Lever]:
    """Return the lever of each factor by name, in the order of the statement."""
    sold: dict[str, float] = {}
    for part in parts:
        for stream in part.terms.revenue:
            sold[stream.key] = sold.get(stream.key, 0.0) + float(np.sum(stream.yuan))
    shown = [key for key, yuan in sold.items() if yuan > _WORTH_SHOWING_FRAC * sum(sold.values())]
    return {
        "investment": levers.scale_investment,
        "sales": levers.scale_revenue,
        **({f"{SALES_OF}{key}": levers.scale_sales_of(key) for key in shown} if len(shown) > 1 else {}),
        "output": levers.scale_output,
        "running_cost": levers.scale_operating_cost,
        "variable_cost": levers.scale_cost_of(variable=True),
        "fixed_cost": levers.scale_cost_of(variable=False),
        "interest_rate": levers.scale_interest,
    }


def _block(
    parts: Sequence[Part], factors: Mapping[str, levers.Lever], key: str, target: Target, found: IndicatorArray
) -> Block:
    base = found.at(0, _UNCHANGED)
    points = critical(lambda changes: _changed(parts, factors, changes)[key], target, _SEARCHED, found)
    return Block(
        indicator=key,
        target=target.value,
        base=base,
        factors=tuple(
            _factor(name, base, [found.at(number, column) for column in _COLUMNS], points.at(number))
            for number, name in enumerate(factors)
        ),
    )


def _factor(name: str, base: Indicator, at: Sequence[Indicator], critical_change: Indicator) -> FactorSensitivity:
    return FactorSensitivity(
        factor=name,
        changes_frac=CHANGES_FRAC,
        at=tuple(at),
        coefficients=tuple(coefficient(base, one, change) for one, change in zip(at, CHANGES_FRAC, strict=True)),
        critical_change_frac=critical_change,
    )


def _changed(
    parts: Sequence[Part], factors: Mapping[str, levers.Lever], changes: FloatArray
) -> Mapping[str, IndicatorArray]:
    """Return both returns, shape (factors, points), when each row changes its own factor alone."""
    own = np.eye(len(factors))[:, :, None] * changes[:, None, :]
    changed: list[Accounts] = []
    for part in parts:
        terms = part.terms
        for number, lever in enumerate(factors.values()):
            terms = lever(terms, 1.0 + own[:, number])
        changed.append(replace(part, terms=terms).accounts())
    yearly = Yearly.of(together(changed))
    return {
        "irr_project_after_tax_frac": rates.irr(yearly.after_tax),
        "irr_equity_frac": rates.irr(yearly.equity),
    }
