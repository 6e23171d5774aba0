"""The answer behind a run folder, computed anew from the scenario it holds and held against what it says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import isclose
from pathlib import Path
from typing import Any

from storage_model.cases.answer import CaseAnswer
from storage_model.cases.run_case import Say, answer_scenario
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.live import Tick
from storage_model.report.page.written_by import unlike_today
from storage_model.runs.reading.damage import AGAIN, DamagedRunError, damaged
from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reading.inputs import RESOLVED, read_inputs
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario
from storage_model.words.tables.summary import summary_of

# The same program gives the same bytes; another version of the solver may round the last digits differently.
SAME = 1e-9


def answer_of_run(run: RunFolder, *, say: Say, tick: Tick, kept_in: Path | None) -> CaseAnswer:
    """Return the answer of a run; `say`, `tick` and `kept_in` as in `run_case`.

    Raises DamagedRunError when today's program computes something else than the run's summary says, before anything is
    computed where that can be seen; InputError when a price file the scenario names is gone.
    """
    say("读取输入 · reading inputs")
    scenario = load_scenario(run.folder / RESOLVED)
    if problems := list(unlike_today(run, scenario)):
        raise DamagedRunError(problems)
    answer = answer_scenario(_as_it_was(scenario, run), _options(run), say=say, tick=tick, kept_in=kept_in)
    for key, got, expected in _differences(summary_of(answer), run.json("summary.json")):
        likely = "another version of the program, or a price file that changed since"
        raise DamagedRunError([damaged("E408", run.folder, f"{key} = {got}", f"{expected}", likely=likely, fix=AGAIN)])
    return answer


def _as_it_was(scenario: Scenario, run: RunFolder) -> Scenario:
    """Return the scenario of a run, every input with the place that set it when the run was made."""
    origins = replace(scenario.origins, told={key: one.origin for key, one in read_inputs(run).items()})
    return replace(scenario, origins=origins, files=run.manifest["inputs_sha256"])


def _options(run: RunFolder) -> SolverOptions:
    return SolverOptions(**run.manifest["solver"]["options"])


def _differences(got: Any, expected: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield every key at which two summaries differ, with both values."""
    if isinstance(got, Mapping) and isinstance(expected, Mapping):
        for key in {**got, **expected}:
            yield from _differences(got.get(key), expected.get(key), f"{path}.{key}" if path else key)
    elif isinstance(got, float) and isinstance(expected, int | float):
        if not isclose(got, expected, rel_tol=SAME, abs_tol=SAME):
            yield path, got, expected
    elif got != expected:
        yield path, got, expected
