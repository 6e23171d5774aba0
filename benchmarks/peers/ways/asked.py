"""What every tool is given and what it says back; knows numpy only, for it runs in each tool's own environment."""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An optimum [yuan] and how long its parts took [s]; `proved` is false where the tool proves nothing."""

    objective_yuan: float
    build_s: float
    solve_s: float
    proved: bool = True


class Watch:
    """Measures one stage after another."""

    def __init__(self) -> None:
        self._since = perf_counter()

    def lap_s(self) -> float:
        """Return the time since the last lap."""
        now = perf_counter()
        took, self._since = now - self._since, now
        return took


def answer(solve: Callable[[Any], Found], *packages: str) -> None:
    """Solve the question of the command line as often as asked; write what was found as JSON.

    Arguments: question file (npz), repetitions, and `sweep` where every repetition is another case. The first call of
    a process counts by itself, the rest as their median; of a sweep all count, as their sum.
    """
    question = read(Path(sys.argv[1]))
    repetitions, sweep = int(sys.argv[2]), "sweep" in sys.argv[3:]
    calls = []
    for number in range(repetitions):
        watch = Watch()
        found = solve(variant(question, number) if sweep else question)
        calls.append({"total_s": watch.lap_s(), **asdict(found)})
    later = calls if sweep or len(calls) == 1 else calls[1:]
    merged = np.sum if sweep else np.median
    told = {key: float(merged([call[key] for call in later])) for key in ("total_s", "build_s", "solve_s")}
    sys.stdout.write("\n" + json.dumps({
        **told,
        "first_s": calls[0]["total_s"],
        "objective_yuan": float(sum(call["objective_yuan"] for call in calls)) / len(calls),
        "proved": all(call["proved"] for call in calls),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "versions": {package: version(package) for package in packages},
    }) + "\n")  # fmt: skip


def read(file: Path) -> Any:
    """Return a question: arrays and numbers by name."""
    return SimpleNamespace(**{name: value if value.ndim else value.item() for name, value in np.load(file).items()})


def variant(question: Any, number: int) -> Any:
    """Return one case of a sweep: prices up to a fifth higher, their distance from the mean up to a half wider."""
    level, spread = 1.0 + 0.02 * (number % 10), 1.0 + 0.05 * (number // 10 % 10)
    mean = question.sale.mean()
    sale = level * (mean + (question.sale - mean) * spread)
    return SimpleNamespace(**{**vars(question), "sale": sale, "purchase": 1.02 * np.maximum(sale, 0.0) + 10.0})
