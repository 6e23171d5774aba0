"""A year of mine gas: pure flow and methane concentration with a given distribution and memory."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.days import days_of
from storage_model.prices.synthesis.draws import correlation_after, normals, remembering
from storage_model.prices.synthesis.made import Achieved, Column, MadeYear
from storage_model.prices.synthesis.targets import GasTargets, Marginal
from storage_model.problems import InputError, Problem

HOURS = 24
WITHIN_DAY_MEMORY_H = 3.0
_FLOW_DAYS, _METHANE_DAYS, _FLOW_HOURS, _METHANE_HOURS = range(1, 5)


def make_gas_year(targets: GasTargets, seed: int) -> MadeYear:
    """Return a year of hours; the same targets and seed give the same numbers.

    Raises InputError for distributions that are none.
    """
    _refuse_odd({"pure_relative": targets.pure_relative, "methane": targets.methane})
    days = days_of(targets.year, targets.zone, 1.0)
    shared = targets.flow_methane_correlation
    flow_days = normals(seed, _FLOW_DAYS, days.count)
    methane_days = shared * flow_days + np.sqrt(1 - shared**2) * normals(seed, _METHANE_DAYS, days.count)
    relative = _spread_out(targets.pure_relative, flow_days, normals(seed, _FLOW_HOURS, days.count * HOURS))
    methane = _spread_out(targets.methane, methane_days, normals(seed, _METHANE_HOURS, days.count * HOURS))
    pure = np.round(targets.aims.pure_mean_m3_per_min.aim * relative / relative.mean(), 2)
    methane = np.round(methane, 4)
    return MadeYear(
        horizon=days.horizon,
        source=f"合成序列(假设) · synthetic, assumed; seed {seed}; {targets.source}",
        columns={
            "pure_m3_per_min": _column(pure, 2, "m3_per_min", "抽采瓦斯纯量", "pure methane in the gas drained"),
            "methane_frac": _column(methane, 4, "frac", "甲烷浓度", "methane concentration of the gas drained"),
        },
        achieved=_compared(pure, methane, targets),
        fitted={},
    )


def _spread_out(marginal: Marginal, day_deviates: FloatArray, hour_deviates: FloatArray) -> FloatArray:
    """Return hours with the marginal's distribution, shape (hours,): a remembering process, its ranks mapped.

    Days pass into each other around noon; what comes and goes within a day is added before ranking.
    """
    by_day = remembering(day_deviates, marginal.day_to_day_correlation_frac)
    hours = np.arange(len(hour_deviates))
    between = np.interp(hours + 0.5, np.arange(len(by_day)) * HOURS + HOURS / 2, by_day)
    within = remembering(hour_deviates, correlation_after(1.0, WITHIN_DAY_MEMORY_H))
    share = marginal.within_day_frac
    latent = np.sqrt(1 - share) * between / between.std() + np.sqrt(share) * within
    ranks = (latent.argsort().argsort() + 0.5) / len(latent)
    values: FloatArray = np.interp(ranks, marginal.shares_frac, marginal.values)
    return values


def _compared(pure: FloatArray, methane: FloatArray, targets: GasTargets) -> tuple[Achieved, ...]:
    by_day = pure.reshape(-1, HOURS).mean(axis=1)
    p5, p95 = np.quantile(by_day / by_day.mean(), [0.05, 0.95])
    found = {
        "pure_mean_m3_per_min": pure.mean(),
        "day_flow_p5_relative": p5,
        "day_flow_p95_relative": p95,
        "day_flow_correlation_frac": np.corrcoef(by_day[1:], by_day[:-1])[0, 1],
        "methane_mean_frac": methane.mean(),
        "hours_below_usable_frac": (methane < targets.usable_methane_frac).mean(),
    }
    rows = {key: (getattr(targets.aims, key), float(value)) for key, value in found.items()}
    return tuple(
        Achieved(
            key=key,
            aim=aim.aim,
            achieved=value,
            tolerance=aim.tolerance,
            how="kept" if key == "pure_mean_m3_per_min" else "follows",
        )
        for key, (aim, value) in rows.items()
    )


def _column(values: FloatArray, decimals: int, unit: str, zh: str, en: str) -> Column:
    return Column(values=values, decimals=decimals, unit=unit, zh=zh, en=en)


def _refuse_odd(marginals: Mapping[str, Marginal]) -> None:
    """Refuse shares that do not rise from 0 to 1, and values that fall or do not match them in number."""
    found = []
    for key, marginal in marginals.items():
        shares, values = marginal.shares_frac, marginal.values
        rising = all(one < two for one, two in pairwise(shares)) and all(one <= two for one, two in pairwise(values))
        if not rising or shares[0] != 0 or shares[-1] != 1 or len(shares) != len(values):
            found.append(
                Problem(
                    code="E119",
                    place="",
                    key=f"{key}.shares_frac",
                    got=f"{shares} and {values}",
                    expected="shares that rise from 0 to 1 and as many values that do not fall",
                    fix="write the value below which each share of hours lies, in rising order",
                )
            )
    if found:
        raise InputError(found)
