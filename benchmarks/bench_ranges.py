"""A thousand draws of the base case, and its best size, as multiples of the base case's own run; CPU time."""

from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from benchmarks.measure import tell
from storage_model.cases.ranges.ranges import Ask, sample_case
from storage_model.cases.run_case import run_case
from storage_model.cases.sizing.sizing import size_case
from storage_model.report.ranging.folder import write_ranges
from storage_model.report.run_folder import write_run_folder

INPUTS = Path(__file__).parents[1] / "inputs"
CASE = INPUTS / "cases" / "shouyang_base.yaml"


def cpu_s(work: Callable[[], Any]) -> float:
    """Return the CPU time of one call [s]."""
    start = process_time()
    work()
    return process_time() - start


@pytest.mark.benchmark(group="ranges")
def test_a_thousand_draws(benchmark: Any, tmp_path: Path) -> None:
    """Asked: at most 5 times the run of the base case, price years, draws held out, page and tables included."""

    def run() -> None:
        write_run_folder(run_case(CASE), tmp_path / "run", lang="zh")

    def sample() -> None:
        found = sample_case(CASE, INPUTS / "uncertainty" / "shouyang.yaml", Ask(sobol_points=256))
        write_ranges(found, tmp_path / "ranges", lang="zh", solver={})

    run_s, sample_s = cpu_s(run), cpu_s(sample)
    benchmark.extra_info |= {"ratio": sample_s / run_s}
    benchmark.pedantic(lambda: None, rounds=1)
    tell(f"1,000 draws: {sample_s / run_s:.2f} runs of the base case ({sample_s:.1f} s to {run_s:.1f} s of CPU)")


@pytest.mark.benchmark(group="sizing")
def test_the_best_size(benchmark: Any) -> None:
    """Told: whole lives around the best included."""
    run_s = cpu_s(lambda: run_case(CASE))
    size_s = cpu_s(lambda: size_case(CASE, INPUTS / "sizing" / "shouyang.yaml"))
    benchmark.extra_info |= {"ratio": size_s / run_s}
    benchmark.pedantic(lambda: None, rounds=1)
    tell(f"best size: {size_s / run_s:.2f} answers of the base case ({size_s:.1f} s to {run_s:.1f} s of CPU)")
