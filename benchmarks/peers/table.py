"""Answers as a table: how much longer than this project, whose optimum is whose, memory, versions."""

from collections.abc import Mapping

from benchmarks.peers.ask import Answer
from benchmarks.peers.tools import TOOLS, Tool

TITLES = {
    "battery_hourly": "battery, a year by the hour", "battery_quarter_hourly": "battery, a year by the quarter-hour",
    "regulation": "battery beside regulation up and down, a year by the hour",
    "commitment": "twenty gas sets with commitment, a week by the hour, gap 1e-4",
    "sweep": "a hundred battery years by the hour",
}  # fmt: skip
SAME = 1e-6
OURS = "ours"


def line(question: str, tool: Tool, answer: Answer) -> str:
    """Return one answer in a line, as it comes in."""
    if answer.failed:
        return f"{question} · {tool.title}: {answer.failed}"
    return f"{question} · {tool.title}: {answer.total_s:.3f} s, {answer.objective_yuan:.6f} yuan"


def markdown(found: Mapping[str, Mapping[str, Answer]]) -> str:
    """Return the tables of all questions and the versions."""
    parts = [part for question, answers in found.items() for part in _question(question, answers)]
    versions = {
        package: number
        for answers in found.values()
        for answer in answers.values()
        for package, number in (answer.versions or {}).items()
    }
    return (
        "\n".join([*parts, "Versions: " + ", ".join(f"{name} {versions[name]}" for name in sorted(versions)) + "."])
        + "\n"
    )


def _question(question: str, answers: Mapping[str, Answer]) -> list[str]:
    ours = answers[OURS]
    rows = [
        f"**{TITLES[question][0].upper()}{TITLES[question][1:]}**", "",
        "| tool | total | build | solve | × this project | memory [MB] | optimum |", "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for tool in TOOLS:
        if tool.name in answers:
            rows.append(_row(tool, answers[tool.name], ours))
    return [*rows, ""]


def _row(tool: Tool, answer: Answer, ours: Answer) -> str:
    if answer.failed:
        return f"| {tool.title} | {answer.failed} | | | | | |"
    more = "≈ " if answer.extrapolated else ""
    times = f"{more}{answer.total_s:.2f} s | {answer.build_s:.2f} s | {answer.solve_s:.2f} s"
    ratio = f"{answer.total_s / ours.total_s:.1f}"
    return f"| {tool.title} | {times} | {ratio} | {answer.peak_mb:.0f} | {_optimum(answer, ours)} |"


def _optimum(answer: Answer, ours: Answer) -> str:
    if answer.extrapolated:
        return "first cases only"
    apart = answer.objective_yuan / ours.objective_yuan - 1.0
    same = "the same" if abs(apart) <= SAME else f"{apart:+.1e}"
    return same if answer.proved else f"{same}, not proved in the time given"
