"""How an answer moves with one factor. Source: 建设项目经济评价方法与参数 (3rd ed.), 敏感性分析.

A factor is changed by a share of itself (0.10 = +10 %); `indicator_at` maps such a change to the indicator, by whatever
has to be computed anew. What would be computed from an indicator without a value takes over its state.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from storage_model.finance.indicators.crossing import IndicatorAt, Target, Trial, find_crossing
from storage_model.finance.indicators.indicator import Indicator, State


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorSensitivity:
    """One factor's block of 敏感性分析表.

    `at` holds the indicator at each of `changes_frac`, `coefficients` the 敏感度系数 of each change, and
    `critical_change_frac` the change of the factor at which the indicator just meets its target (临界点).
    """

    factor: str
    changes_frac: tuple[float, ...]
    at: tuple[Indicator, ...]
    coefficients: tuple[Indicator, ...]
    critical_change_frac: Indicator


def factor_sensitivity(
    factor: str, indicator_at: IndicatorAt, changes_frac: Sequence[float], target: Target
) -> FactorSensitivity:
    """Return a factor's answers at the changes, their coefficients, and its critical point."""
    base = indicator_at(0.0)
    at = tuple(indicator_at(change) for change in changes_frac)
    return FactorSensitivity(
        factor=factor,
        changes_frac=tuple(changes_frac),
        at=at,
        coefficients=tuple(coefficient(base, one, change) for one, change in zip(at, changes_frac, strict=True)),
        critical_change_frac=critical_change(indicator_at, target),
    )


def coefficient(base: Indicator, changed: Indicator, change_frac: float) -> Indicator:
    """Return 敏感度系数 S = (ΔA/A) / (ΔF/F), A the indicator and F the factor; A = 0 has no share."""
    if base.value is None or changed.value is None:
        return Indicator(None, changed.state if base.value is not None else base.state)
    if base.value == 0.0 or change_frac == 0.0:
        return Indicator(None, State.NOT_APPLICABLE)
    # A zero without its minus: a factor that moves nothing.
    return Indicator((changed.value - base.value) / base.value / change_frac + 0.0, State.OK)


def critical_change(
    indicator_at: IndicatorAt, target: Target, widest_frac: float = 1.0, step_frac: float = 1e-6
) -> Indicator:
    """Return 临界点, the change of the factor at which the indicator just meets its target, e.g. FIRR = ic [0–1].

    Looks on both sides of no change as far as ±`widest_frac` and takes the nearer crossing; `unreachable` where the
    whole range meets the target or misses it.
    """
    here = Trial(value=0.0, indicator=indicator_at(0.0))
    crossings: list[float] = []
    for end in (-widest_frac, widest_frac):
        there = Trial(value=end, indicator=indicator_at(end))
        if target.met(here.indicator) is not target.met(there.indicator):
            met, missed = (here, there) if target.met(here.indicator) else (there, here)
            crossings.append(find_crossing(indicator_at, target, met, missed, step_frac).met.value)
    if not crossings:
        return Indicator(None, State.UNREACHABLE)
    return Indicator(min(crossings, key=abs), State.OK)
