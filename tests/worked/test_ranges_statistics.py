"""What a sample says, by hand; Sobol indices against a function whose indices are known."""

import math

import numpy as np
import pytest

from storage_model.blocks import FloatArray
from storage_model.cases.ranges.convergence import convergence, missing
from storage_model.cases.ranges.quantiles import share_range, spread_of
from storage_model.cases.ranges.sobol import sobol_shares
from storage_model.finance.indicators.indicator import IndicatorArray, State


def sample(values: FloatArray, *unless: tuple[State, object]) -> IndicatorArray:
    """Return draws of one indicator."""
    return IndicatorArray.of(values, *unless)  # type: ignore[arg-type]


def test_quantiles_are_draws_and_p90_is_the_poor_side() -> None:
    """1 … 100 shuffled: ninety draws exceed 10, the worst twenty have the mean 3 of 1 … 5."""
    values = np.random.default_rng(1).permutation(np.arange(1.0, 101.0))
    found = spread_of(sample(values))
    assert [found.quantiles[name].value for name in ("p90", "p50", "p10")] == [10.0, 50.0, 90.0]
    assert (found.var_95, found.cvar_95, found.mean) == (5.0, 3.0, 50.5)
    # Of a hundred draws 5 to 16 lie at or below the tenth percentile in 95 % of samples.
    assert (found.quantiles["p90"].low, found.quantiles["p90"].high) == (5.0, 17.0)


def test_what_has_no_value_lies_below_all_others_unless_nothing_was_spent() -> None:
    """Two of ten without a return: P90 has none either, P50 is the fifth from below; only income lies above."""
    values = np.arange(1.0, 11.0)
    poor = spread_of(sample(values, (State.ALL_NEGATIVE, values <= 2)))
    assert (poor.quantiles["p90"].value, poor.quantiles["p50"].value) == (None, 5.0)
    assert (poor.without_value_frac, poor.var_95, poor.cvar_95) == (pytest.approx(0.2), None, None)
    assert poor.why_without == {"all_negative": 2}
    several = spread_of(sample(values, (State.ALL_NEGATIVE, values <= 2), (State.MULTIPLE, values >= 8)))
    assert (several.why_without, several.quantiles["p50"].value) == ({"multiple": 3, "all_negative": 2}, None)
    rich = spread_of(sample(values, (State.ALL_POSITIVE, values <= 2)))
    assert (rich.quantiles["p90"].value, rich.quantiles["p10"].value) == (3.0, None)


def test_the_chance_to_miss_settles_with_the_sample() -> None:
    """A third below nothing at every size; the range of the share narrows as one over the root of the draws."""
    worth = sample(np.tile([-1.0, 1.0, 2.0], 400))
    assert missing(worth) == 400
    stages = convergence(worth)
    assert [stage.draws for stage in stages] == [50, 100, 200, 500, 1000, 1200]
    assert stages[-1].missed_frac == pytest.approx(1 / 3)
    widths = [stage.missed_range_frac[1] - stage.missed_range_frac[0] for stage in stages]
    assert widths[0] / widths[2] == pytest.approx(2.0, rel=0.1)
    assert share_range(0, 100)[1] == pytest.approx(0.037, abs=0.001)


def test_sobol_indices_of_the_ishigami_function() -> None:
    """f = sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on (−π, π): first 0.314, 0.442, 0; total 0.558, 0.442, 0.244."""

    def ishigami(shares: FloatArray) -> FloatArray:
        x = math.pi * (2.0 * shares - 1.0)
        found: FloatArray = np.sin(x[0]) + 7.0 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])
        return found

    found = sobol_shares("xyz", ishigami, 4096, seed=3)
    assert [one.first.value for one in found.values()] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert [one.total.value for one in found.values()] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    for one in found.values():
        assert one.first.low <= one.first.value <= one.first.high
        assert one.total.low <= one.total.value <= one.total.high


def test_one_input_alone_brings_all_of_the_variance() -> None:
    """A file of one factor: first and total are the whole; an answer that does not move shares out nothing."""
    only = sobol_shares("x", lambda shares: 3.0 + 2.0 * shares[0], 1024, seed=3)["x"]
    assert (only.first.value, only.total.value) == (pytest.approx(1.0, abs=0.02), pytest.approx(1.0, abs=0.02))
    still = sobol_shares("x", lambda shares: 1e9 + 1e-7 * shares[0], 64, seed=3)["x"]
    assert {index.value for index in (still.first, still.total)} == {0.0}
