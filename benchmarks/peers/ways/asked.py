"""What every tool is given and what it says back; knows numpy only, for it runs in each tool's own environment."""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

CLOCKS = {"wall": time.perf_counter, "cpu": lambda: time.process_time() + _of_children_s()}
SWEEP = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An optimum [yuan]; `proved` is false where the time given was too short, or the tool proves nothing."""

    objective_yuan: float
    proved: bool = True


class Watch:
    """Adds up the time of functions by phase; `build` is also whatever runs before the answer is asked for [s]."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock, self.phases = clock, {"build": 0.0, "solve": 0.0}

    def over(self, owner: Any, name: str, phase: str) -> None:
        """Count every call of a function from now on."""
        timed = getattr(owner, name)

        def counted(*given: Any, **named: Any) -> Any:
            begun = self.clock()
            try:
                return timed(*given, **named)
            finally:
                self.phases[phase] += self.clock() - begun

        setattr(owner, name, counted)

    def call(self, build: Callable[[], Any], solve: Callable[[Any], Found]) -> tuple[Any, dict[str, Any]]:
        """Return the model and what one call took and found."""
        self.phases = dict.fromkeys(self.phases, 0.0)
        begun = self.clock()
        model = build()
        built_s = self.clock() - begun
        found = solve(model)
        said = {"objective_yuan": found.objective_yuan, "proved": found.proved, "total_s": self.clock() - begun}
        return model, {**said, "build_s": built_s + self.phases["build"], "solve_s": self.phases["solve"]}


def answer(
    build: Callable[[Any], Any], solve: Callable[[Any, Any], Found], *packages: str,
    renew: Callable[[Any, Any], Any] | None = None, also: tuple[Any, str] | None = None,
) -> None:  # fmt: skip
    """Answer the question of the command line as often as asked; write what was found as JSON.

    `build` writes a model of a question, `solve` answers it; `renew` makes one of another case from the last, where a
    tool can. `also` is a function within `solve` that builds. Arguments: question file (npz), number of calls, and
    settings `name=value`: `clock`, `sweep` (every call is another case), more numbers of the question. The first call
    of a process counts by itself, the rest as their median; of a sweep all count, as their sum.
    """
    file, calls, *settings = sys.argv[1:]
    given = dict(setting.split("=") for setting in settings)
    clock, sweep = CLOCKS[given.pop("clock", "wall")], "sweep" in given
    question = SimpleNamespace(**{**vars(read(Path(file))), **{name: float(text) for name, text in given.items()}})
    watch = Watch(clock)
    knows_highs = _watch_highs(watch)
    if also is not None:
        watch.over(*also, "build")
    cases = [number * (SWEEP - 1) // max(1, int(calls) - 1) if sweep else 0 for number in range(int(calls))]
    model, told = None, []
    for number in cases:
        asked = variant(question, number) if sweep else question
        begin = build if model is None or renew is None else _from(renew, model)
        model, said = watch.call(
            lambda begin=begin, asked=asked: begin(asked), lambda now, asked=asked: solve(asked, now)
        )
        told.append(said)
    _write(told, cases, sweep=sweep, knows_highs=knows_highs, packages=packages)


def _write(
    told: list[dict[str, Any]], cases: list[int], *, sweep: bool, knows_highs: bool, packages: tuple[str, ...]
) -> None:
    later = told if sweep or len(told) == 1 else told[1:]
    merged = np.sum if sweep else np.median
    sys.stdout.write("\n" + json.dumps({
        **{key: float(merged([call[key] for call in later])) for key in ("total_s", "build_s", "solve_s")},
        "knows_highs": knows_highs,
        "first_s": told[0]["total_s"],
        "objectives_yuan": {str(case): call["objective_yuan"] for case, call in zip(cases, told, strict=True)},
        "proved": all(call["proved"] for call in told),
        "peak_mb": _peak_mb(),
        "versions": {package: version(package) for package in packages},
    }) + "\n")  # fmt: skip


def _from(renew: Callable[[Any, Any], Any], model: Any) -> Callable[[Any], Any]:
    return lambda question: renew(question, model)


def _watch_highs(watch: Watch) -> bool:
    """Count the time within HiGHS, whoever calls it; false where it is not installed."""
    try:
        from highspy import _core
    except ImportError:
        return False
    watch.over(_core._Highs, "run", "solve")
    return True


def _peak_mb() -> float:
    """Return the most memory this process held; `ru_maxrss` counts what started it too, so it comes second."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return float(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _of_children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def read(file: Path) -> Any:
    """Return a question: arrays and numbers by name."""
    return SimpleNamespace(**{name: value if value.ndim else value.item() for name, value in np.load(file).items()})


def variant(question: Any, number: int) -> Any:
    """Return one of a hundred cases: ten efficiencies each way, prices up to a half further from their mean."""
    efficiency_frac, spread = 0.905 + 0.005 * (number % 10), 1.0 + 0.05 * (number // 10 % 10)
    mean = question.sale.mean()
    sale = mean + (question.sale - mean) * spread
    return SimpleNamespace(**{
        **vars(question), "sale": sale, "purchase": 1.02 * np.maximum(sale, 0.0) + 10.0,
        "charge_efficiency_frac": efficiency_frac, "discharge_efficiency_frac": efficiency_frac,
    })  # fmt: skip
