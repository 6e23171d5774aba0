"""Answers as a table: every phase as a multiple of this project's whole path, memory, whose optimum is whose."""

from collections.abc import Mapping

from benchmarks.peers.ask import Answer
from benchmarks.peers.tools import OURS, TOOLS, Tool

TITLES = {
    "battery_hourly": "a battery, a year by the hour",
    "battery_quarter_hourly": "a battery, a year by the quarter-hour",
    "regulation": "a battery beside regulation up and down, a year by the hour",
    "commitment": "twenty gas sets with commitment, a week by the hour, gap 1e-4",
    "sweep": "a hundred battery years by the hour: ten efficiencies, ten spreads of price",
}  # fmt: skip
SAME = 1e-6
CLOCK_WORDS = {"wall": "seconds by the clock", "cpu": "seconds of processor time, the machine being shared"}
BEGIN, END = "<!-- peers: written by the command above -->", "<!-- peers: end -->"
HEAD = ("tool", "build", "hand over", "HiGHS", "total", "memory", "optimum")


def line(question: str, tool: Tool, answer: Answer) -> str:
    """Return one answer in a line, as it comes in."""
    if answer.failed:
        return f"{question} · {tool.title}: {answer.failed}"
    phases = f"{answer.build_s:.3f} + {answer.hand_over_s:.3f} + {answer.solve_s:.3f}"
    first = next(iter(answer.objectives_yuan.values()))
    return f"{question} · {tool.title}: {answer.total_s:.3f} s = {phases}, {answer.peak_mb:.0f} MB, {first:.4f} yuan"


def markdown(found: Mapping[str, Mapping[str, Answer]], clock: str = "wall") -> str:
    """Return the tables of all questions, the clock and the versions."""
    parts = [part for question, answers in found.items() for part in _question(question, answers)]
    return "\n".join([*parts, f"{CLOCK_WORDS[clock].capitalize()}; {versions(found)}."]) + "\n"


def put_into(page: str, words: str) -> str:
    """Return a page with other tables between its marks; ValueError where it has none."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{words}\n{END}{after}"


def versions(found: Mapping[str, Mapping[str, Answer]]) -> str:
    """Return what was installed, all in one line."""
    named = {
        f"{package} {number}"
        for answers in found.values()
        for answer in answers.values()
        for package, number in answer.versions.items()
    }
    return ", ".join(sorted(named, key=str.lower))


def _question(question: str, answers: Mapping[str, Answer]) -> list[str]:
    ours = answers[OURS.key]
    title = TITLES[question][0].upper() + TITLES[question][1:]
    rows = [
        f"**{title}**: {ours.total_s:.3g} s and {ours.peak_mb:.0f} MB in this project, which are 1 here", "",
        f"| {' | '.join(HEAD)} |", "|---" * len(HEAD) + "|",
    ]  # fmt: skip
    asked = [tool for tool in TOOLS if tool.key in answers]
    return [*rows, *(_row(tool, answers[tool.key], ours) for tool in asked), ""]


def _row(tool: Tool, answer: Answer, ours: Answer) -> str:
    if answer.failed:
        return f"| {tool.title} | | | | {answer.failed} | | |"
    title = tool.title if answer.cases is None else f"{tool.title} ({answer.cases} cases × {100 / answer.cases:.3g})"
    seconds = (answer.build_s, answer.hand_over_s, answer.solve_s, answer.total_s)
    build, hand_over, solve, total = (_digits(part / ours.total_s) for part in seconds)
    if not answer.knows_highs or tool.rule:
        hand_over, solve = f"{_digits((answer.total_s - answer.build_s) / ours.total_s)} both", ""
    memory = _digits(answer.peak_mb / ours.peak_mb)
    return f"| {title} | {build} | {hand_over} | {solve} | **{total}** | {memory} | {_optimum(tool, answer, ours)} |"


def _digits(times: float) -> str:
    """Return a multiple with two digits or its whole number."""
    return f"{times:.0f}" if times >= 10 else f"{times:.1f}" if times >= 1 else f"{times:.2f}"


def _optimum(tool: Tool, answer: Answer, ours: Answer) -> str:
    apart = answer.apart(ours)
    if tool.rule:
        return f"{100 * (1 + apart):.1f} % of it"
    same = "the same" if abs(apart) <= SAME else f"{apart:+.1e}"
    return same if answer.proved else f"{same}, not proved in the time given"
