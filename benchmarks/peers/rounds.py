"""Put every question to every tool, in turn, as often as asked."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.peers.ask import Answer, ask
from benchmarks.peers.table import TITLES
from benchmarks.peers.tools import TOOLS, Tool

CASES = 100
# Calls in a process, the first of which does not count: more where one takes little.
CALLS, QUICK = 2, 5
OF_QUICK = ("ours", "arrays", "cvxpy", "pysam")
# Cases of a sweep put to a tool that takes about a second a case or longer.
FEW = {"pyomo": 20, "cvxpy": 20, "linopy": 10, "pypsa": 6, "flixopt": 6, "oemof": 4}
# Whole numbers are asked once of tools that take a minute.
ONCE = ("arrays", "pypsa", "flixopt", "oemof")

Answers = Mapping[str, Mapping[str, Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How to ask: the tools' environments, seconds allowed, clock (`wall` or `cpu`), rounds, where answers are kept."""

    envs: Path
    limit_s: float
    clock: str
    rounds: int
    keep: Path | None = None


def answers(files: Mapping[str, Path], how: Asking, say: Callable[[str, Tool, Answer], None]) -> Answers:
    """Return the answer to every question by tool; of several rounds, tools in turn, the one in the middle.

    What is kept is not asked again, so that a run that was broken off goes on.
    """
    kept: dict[str, dict[str, Any]] = json.loads(how.keep.read_text()) if how.keep and how.keep.exists() else {}
    for question, file in files.items():
        if question not in kept:
            kept[question] = {key: asdict(answer) for key, answer in _to_one(question, file, how, say).items()}
            if how.keep:
                how.keep.write_text(json.dumps(kept, indent=1))
    return {one: {key: Answer(**said) for key, said in kept[one].items()} for one in TITLES if one in kept}


def _to_one(
    question: str, file: Path, how: Asking, say: Callable[[str, Tool, Answer], None]
) -> dict[str, Answer]:  # fmt: skip
    heard: dict[str, list[Answer]] = {}
    for number in range(how.rounds):
        for tool in (one for one in TOOLS if question in one.answers):
            calls = calls_of(tool, question)
            if number > 0 and calls == 1:
                continue
            answer = ask(tool, question, file, how.envs, calls=calls, limit_s=how.limit_s, clock=how.clock)
            if question == "sweep":
                answer = whole_sweep(answer, calls)
            say(question, tool, answer)
            heard.setdefault(tool.key, []).append(answer)
    return {key: in_the_middle(all_rounds) for key, all_rounds in heard.items()}


def calls_of(tool: Tool, question: str) -> int:
    """Return how often a process calls a tool."""
    if question == "sweep":
        return FEW.get(tool.name, CASES)
    if tool.slow or (question == "commitment" and tool.name in ONCE):
        return 1
    return QUICK if tool.name in OF_QUICK else CALLS


def whole_sweep(answer: Answer, asked: int) -> Answer:
    """Return the time of all cases where only some were asked."""
    if answer.failed or asked == CASES:
        return answer
    share = CASES / asked
    times = {name: share * getattr(answer, name) for name in ("total_s", "build_s", "solve_s")}
    return replace(answer, **times, cases=asked)


def in_the_middle(heard: Iterable[Answer]) -> Answer:
    """Return the answer of middle length; one that failed only where all did."""
    found = list(heard)
    ended = sorted((one for one in found if not one.failed), key=lambda one: one.total_s)
    return ended[len(ended) // 2] if ended else found[0]
