"""The latent tightness of the power system: weather by part of the day, episodes of scarcity, weekends, residuals."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.prices.synthesis.days import Days
from storage_model.prices.synthesis.draws import correlation_after, normals, remembering, uniforms
from storage_model.prices.synthesis.process import Process, Shape

STEP_H = 0.25
STEPS = 96
# First and last hour of night, midday and evening; between them one part passes into the next.
PART_HOURS = (0.5, 6.0, 10.0, 14.5, 17.0, 22.0)
_PARTS, _EPISODES, _RESIDUAL, _JITTER, _RT_DAYS, _RT_STEPS, _RT_JITTER = range(1, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What chance brings to a year, before its size is fitted; standard deviates unless said.

    `parts` night, midday and evening of each day, shape (3, days); `episode` 1 on days of scarcity, `weekend` the
    shift of weekends, shape (days,); `residual` in units of tightness, `jitter` about 1, `rt_deviation` standard,
    `rt_jitter` about 1, shape (days, 96).
    """

    parts: FloatArray
    episode: FloatArray
    weekend: FloatArray
    residual: FloatArray
    jitter: FloatArray
    rt_deviation: FloatArray
    rt_jitter: FloatArray

    def tightness(self, shape: Shape) -> FloatArray:
        """Return the tightness of every quarter-hour before its level is set, shape (days, 96)."""
        sizes = np.array([[shape.night], [shape.midday], [shape.evening]])
        return _through_the_days(sizes * self.parts + shape.episode * self.episode + self.weekend) + self.residual


def drawn(process: Process, days: Days, month_means: FloatArray, seed: int) -> Drawn:
    """Draw a year; `month_means` are mean prices by month, shape (12,): episodes are likelier in dear months."""
    steps = days.count * STEPS
    sd = process.jitter_sd_frac

    def by_step(stream: int, memory_h: float) -> FloatArray:
        series = remembering(normals(seed, stream, steps), correlation_after(STEP_H, memory_h))
        return series.reshape(days.count, STEPS)

    day_share = process.rt_day_share_frac
    by_day = remembering(normals(seed, _RT_DAYS, days.count), process.day_to_day_correlation_frac)
    return Drawn(
        parts=_parts(process, days.count, seed),
        episode=_episodes(process, days, month_means, seed),
        weekend=process.weekend_shift * days.weekend,
        residual=process.residual_sd * by_step(_RESIDUAL, process.residual_memory_h),
        jitter=1 + sd * by_step(_JITTER, process.jitter_memory_h),
        rt_deviation=np.sqrt(day_share) * by_day[:, None]
        + np.sqrt(1 - day_share) * by_step(_RT_STEPS, process.rt_memory_h),
        rt_jitter=1 + sd * by_step(_RT_JITTER, process.jitter_memory_h),
    )


def _parts(process: Process, count: int, seed: int) -> FloatArray:
    """Return night, midday and evening of each day: correlated within a day, each remembering the day before."""
    evening, midday = process.night_evening_correlation_frac, process.midday_other_correlation_frac
    together = np.linalg.cholesky(np.array([[1, midday, evening], [midday, 1, midday], [evening, midday, 1]]))
    deviates = together @ normals(seed, _PARTS, 3 * count).reshape(3, count)
    return remembering(deviates, process.day_to_day_correlation_frac)


def _episodes(process: Process, days: Days, month_means: FloatArray, seed: int) -> FloatArray:
    """Return 1 on days of scarcity, 0 on others: a two-state Markov chain that begins more often in dear months."""
    distance = month_means / np.average(month_means, weights=days.of_month) - 1
    begin = process.episode_start_frac_per_day * np.exp(process.episode_season * distance[days.month])
    chances = uniforms(seed, _EPISODES, days.count)
    episode, inside = np.zeros(days.count), False
    for day in range(days.count):
        inside = bool(chances[day] < (process.episode_stay_frac if inside else begin[day]))
        episode[day] = inside
    return episode


def _through_the_days(parts: FloatArray) -> FloatArray:
    """Return values of night, midday and evening, shape (3, days), as quarter-hours without steps, (days, 96)."""
    count = parts.shape[1]
    known_h = (24 * np.arange(count)[:, None] + np.array(PART_HOURS)).ravel()
    middle_h = STEP_H * (np.arange(count * STEPS) + 0.5)
    values: FloatArray = np.interp(middle_h, known_h, np.repeat(parts.T, 2, axis=1).ravel())
    return values.reshape(count, STEPS)
