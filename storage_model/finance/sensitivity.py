"""How an answer moves with one factor. Source: 建设项目经济评价方法与参数 (3rd ed.), 敏感性分析.

A factor is changed by a share of itself (0.10 = +10 %). What would be computed from an indicator without a value takes
over its state.
"""

from dataclasses import dataclass

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


def coefficient(base: Indicator, changed: Indicator, change_frac: float) -> Indicator:
    """Return 敏感度系数 S = (ΔA/A) / (ΔF/F), A the indicator and F the factor; A = 0 has no share."""
    if base.value is None or changed.value is None:
        return Indicator(None, changed.state if base.value is not None else base.state)
    if base.value == 0.0 or change_frac == 0.0:
        return Indicator(None, State.NOT_APPLICABLE)
    # A zero without its minus: a factor that moves nothing.
    return Indicator((changed.value - base.value) / base.value / change_frac + 0.0, State.OK)
