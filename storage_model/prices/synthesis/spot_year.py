"""Price years from published means and aims: draw, fit, set the level, add real time, compare with the aims."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.day_ahead import day_ahead_of
from storage_model.prices.synthesis.fit import fitted_shape
from storage_model.prices.synthesis.hourly_curves import CurveFiles
from storage_model.prices.synthesis.made import Column, MadeYear
from storage_model.prices.synthesis.process import Shape
from storage_model.prices.synthesis.real_time import real_time_prices
from storage_model.prices.synthesis.setting import Setting, setting_of
from storage_model.prices.synthesis.spot_check import FITTED, compared, node_statistics
from storage_model.prices.synthesis.targets import SpotTargets

DECIMALS = 2
TRIAL_ROUNDS, ROUNDS = 13, 40


def make_spot_year(targets: SpotTargets, files: CurveFiles, seed: int) -> MadeYear:
    """Return a year of quarter-hours; `files` hold the curves the targets name.

    The same targets and seed give the same numbers. Raises InputError for means the market's limits do not allow.
    """
    setting = setting_of(targets, files, seed)
    return _year_of(setting, _shape_of(setting), seed)


def make_spot_years(targets: SpotTargets, files: CurveFiles, seeds: Iterable[int]) -> Iterator[MadeYear]:
    """Yield a year for each seed, all of one process: that of the targets' own seed, fitted once.

    A year made alone is fitted until it shows the aims itself; years of one process differ as chance has it.
    """
    shape = _shape_of(setting_of(targets, files, targets.seed))
    for seed in seeds:
        yield _year_of(setting_of(targets, files, seed), shape, seed)


def _shape_of(setting: Setting) -> Shape:
    targets = setting.targets
    return fitted_shape(
        lambda shape: node_statistics(day_ahead_of(setting, shape, TRIAL_ROUNDS).prices, targets),
        {key: getattr(targets.aims, key) for key in FITTED},
    )


def _year_of(setting: Setting, shape: Shape, seed: int) -> MadeYear:
    day_ahead = day_ahead_of(setting, shape, ROUNDS)
    real_time = np.round(real_time_prices(setting, day_ahead, ROUNDS), DECIMALS)
    node = np.round(day_ahead.prices, DECIMALS)
    unified = setting.unified(node)
    return MadeYear(
        horizon=setting.days.horizon,
        source=f"合成序列(假设) · synthetic, assumed; seed {seed}; {setting.targets.source}",
        columns={
            "da_yuan_per_mwh": _column(node, "日前节点电价", "day-ahead price at the node"),
            "rt_yuan_per_mwh": _column(real_time, "实时节点电价", "real-time price at the node"),
            "da_unified_yuan_per_mwh": _column(
                unified, "日前统一结算点电价", "day-ahead price of the unified settlement point"
            ),
        },
        achieved=compared(setting, node, real_time),
        fitted=asdict(shape),
    )


def _column(prices: FloatArray, zh: str, en: str) -> Column:
    return Column(values=prices.ravel(), decimals=DECIMALS, unit="yuan_per_mwh", zh=zh, en=en)
