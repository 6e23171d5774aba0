"""Real-time prices: the day-ahead tightness moved by what the day brings, on the same supply curve."""

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.day_ahead import DayAhead
from storage_model.prices.synthesis.level import shifts_for_means
from storage_model.prices.synthesis.setting import Setting

LARGEST_DEVIATION = 4.0
SIZE_ROUNDS, TRIAL_ROUNDS = 12, 13


def real_time_prices(setting: Setting, day_ahead: DayAhead, rounds: int) -> FloatArray:
    """Return node prices, shape (days, 96), whose quarter-hours have their published mean over the year.

    The size of the deviation is found by halving, so that hourly real-time minus day-ahead prices have the aimed
    standard deviation.
    """
    aim = setting.targets.aims.rt_noise_yuan_per_mwh.aim
    low, high = 0.0, LARGEST_DEVIATION
    for _ in range(SIZE_ROUNDS):
        size = (low + high) / 2
        trial = _prices(setting, day_ahead, size, TRIAL_ROUNDS)
        low, high = (size, high) if hourly_noise(trial, day_ahead.prices) < aim else (low, size)
    return _prices(setting, day_ahead, (low + high) / 2, rounds)


def hourly_noise(real_time: FloatArray, day_ahead: FloatArray) -> float:
    """Return the standard deviation of the hourly difference [yuan/MWh] of prices by day and quarter-hour."""
    return float((real_time - day_ahead).reshape(-1, 4).mean(axis=1).std())


def _prices(setting: Setting, day_ahead: DayAhead, size: float, rounds: int) -> FloatArray:
    tightness, jitter = day_ahead.tightness + size * setting.chance.rt_deviation, setting.chance.rt_jitter
    shifts = shifts_for_means(
        lambda shift: setting.unified(day_ahead.curve.price(tightness + shift, jitter)),
        setting.real_time_quarters[None, :],
        np.zeros_like(setting.days.month),
        rounds,
    )
    return day_ahead.curve.price(tightness + shifts, jitter)
