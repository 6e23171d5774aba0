"""How the cost of a battery's dispatch grows with the horizon, from a day to twenty years; never fails on seconds."""

from time import process_time
from typing import Any

import numpy as np
import pytest

from benchmarks.measure import tell
from benchmarks.sites import alone, prices
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.solver.certificate import GAP_TOLERANCE
from storage_model.dispatch.solver.threads import TOLD

STEPS_PER_DAY = 96
DAYS = (1, 7, 30, 91, 365, 1_825, 7_300)
# Shorter horizons are mostly the cost of starting, so the exponent is taken from here on.
FROM_DAYS = 30
REPETITIONS = 3


def test_growth(benchmark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole path of each horizon on one core, certified; the exponent is the slope of log seconds over log steps."""
    monkeypatch.setenv(TOLD, "1")
    optimise(alone(sale=prices(STEPS_PER_DAY)))
    lines, found = ["| days | steps | CPU s | µs a step | proved gap |", "|---|---|---|---|---|"], []
    for days in DAYS:
        steps = days * STEPS_PER_DAY
        site = alone(sale=prices(steps))
        times = []
        for _ in range(REPETITIONS if days < DAYS[-2] else 1):
            begun = process_time()
            dispatch = optimise(site)
            times.append(process_time() - begun)
        gap = abs(dispatch.certificate.gap_frac)
        assert gap <= GAP_TOLERANCE
        found.append((days, min(times)))
        lines.append(f"| {days} | {steps} | {min(times):.3f} | {1e6 * min(times) / steps:.1f} | {gap:.0e} |")
    days, seconds = np.array([pair for pair in found if pair[0] >= FROM_DAYS]).T
    exponent = float(np.polyfit(np.log(days), np.log(seconds), 1)[0])
    benchmark.extra_info["exponent"] = exponent
    benchmark.pedantic(lambda: None, rounds=1)
    tell("\n".join([*lines, f"from {FROM_DAYS} days on, CPU time grows as steps to the power of {exponent:.2f}"]))
