"""Draws of uncertain factors: marginals, how they go together, what stays when a sample grows."""

import math

import numpy as np
import pytest

from storage_model.cases.ranges.asked import Uncertainty
from storage_model.cases.ranges.draws import factor_draws, rank_correlations, year_draws
from storage_model.cases.ranges.marginals import Empirical, Lognormal, Normal, Triangular, Uniform


def asked(draws: int = 4000, names: str = "abc", **more: object) -> Uncertainty:
    """Return a file of three factors, two of which go together."""
    marginal = {"kind": "uniform", "low": 0.5, "high": 1.5}
    return Uncertainty.model_validate(
        {
            "title": {"zh": "试", "en": "trial"},
            "seed": 7,
            "draws": draws,
            "factors": {name: {"moves": "investment", "marginal": marginal} for name in names},
            "correlations": [{"between": ["a", "b"], "rank_correlation": 0.6}],
            **more,
        }
    )


def at(marginal: object, *shares: float) -> list[float]:
    """Return values not exceeded with some probabilities."""
    return list(marginal.value_at(np.array(shares)))  # type: ignore[attr-defined]


def test_marginals_are_those_of_the_textbook() -> None:
    """Quantiles by hand: triangle (0, 1, 3): F(1) = 1/3; its median 3 − √3; normal at one sigma; e to the sigma."""
    assert at(Triangular(kind="triangular", low=0.0, mode=1.0, high=3.0), 1 / 3, 0.5) == pytest.approx(
        [1.0, 3.0 - math.sqrt(3.0)]
    )
    assert at(Uniform(kind="uniform", low=2.0, high=4.0), 0.25) == [2.5]
    one_sigma = 0.841344746068543
    assert at(Normal(kind="normal", mean=10.0, sd=2.0), one_sigma)[0] == pytest.approx(12.0, abs=1e-6)
    assert at(Lognormal(kind="lognormal", median=5.0, sd_log=0.1), one_sigma) == pytest.approx([5 * math.exp(0.1)])
    assert at(Empirical(kind="empirical", values=[3.0, 1.0, 2.0]), 0.0, 0.25, 1.0) == [1.0, 1.5, 3.0]


def test_a_normal_is_cut_and_no_factor_is_negative() -> None:
    """Mean 0, cut at 0: the half that is left has its median where the whole curve has 75 %."""
    cut = Normal(kind="normal", mean=0.0, sd=1.0)
    assert at(cut, 1e-12)[0] >= 0.0
    assert at(cut, 0.5)[0] == pytest.approx(0.674489750196, abs=1e-9)


def test_ranks_correlate_as_asked_and_others_do_not() -> None:
    """0.6 between two of three, within sampling error (1/√4000 = 0.016); without the copula it would be 0."""
    found = rank_correlations(factor_draws(asked(draws=20_000)))
    assert found[0, 1] == pytest.approx(0.6, abs=0.02)
    assert abs(found[0, 2]) < 0.02


def test_a_longer_sample_begins_with_the_shorter_one_in_any_order() -> None:
    """Draw number n depends on the seed and the factor's name alone; another seed draws something else."""
    short, whole = factor_draws(asked(draws=50)), factor_draws(asked(draws=400, names="cba"))
    for name in "abc":
        assert list(whole[name][:50]) == list(short[name])
    assert not np.allclose(factor_draws(asked(draws=50, seed=8))["a"], short["a"])


def test_price_years_are_drawn_for_each_year_or_once() -> None:
    """Every price year comes about as often; a life with one price year has it in every year."""
    each = year_draws(asked(), 4, 15)
    assert np.bincount(each.ravel()) / each.size == pytest.approx([0.25] * 4, abs=0.01)
    once = year_draws(asked(each_year_anew=False), 4, 15)
    assert (once == once[:, :1]).all()
    assert list(year_draws(asked(draws=20), 4, 15)[:20].ravel()) == list(each[:20].ravel())


def test_draws_that_are_all_the_same_go_together_with_none() -> None:
    """Ranks 1, 2, 3 and 3, 1, 2 correlate by −1/2; beside a factor that does not move there is nothing to divide by."""
    drawn = {"a": np.array([1.0, 2.0, 3.0]), "b": np.array([9.0, 7.0, 8.0]), "still": np.ones(3)}
    assert rank_correlations(drawn) == pytest.approx(np.array([[1.0, -0.5, 0.0], [-0.5, 1.0, 0.0], [0.0, 0.0, 1.0]]))
