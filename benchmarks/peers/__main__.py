"""Put every question to every tool and print the table: `python -m benchmarks.peers [--install] [--write DOCS]`."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.peers import chart, table
from benchmarks.peers.ask import Answer, ask
from benchmarks.peers.questions import write
from benchmarks.peers.tools import EVERY, TOOLS

CASES = 100
REPETITIONS = {"battery_hourly": 4, "battery_quarter_hourly": 3, "regulation": 3, "commitment": 2, "sweep": CASES}
# What slow tools are asked: a year once, five cases of the sweep.
FEWER = {"sweep": 5}


def main() -> None:
    """Ask, compare, print; with `--write` the table and the chart go to the documents."""
    asked = _arguments()
    if asked.install:
        _install(asked.envs)
    found: dict[str, dict[str, Answer]] = {}
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), hours=asked.hours)
        for question in EVERY:
            found[question] = {}
            for tool in (one for one in TOOLS if question in one.answers):
                few = FEWER.get(question, 1)
                repetitions = few if tool.slow or (question == "sweep" and tool.packages) else REPETITIONS[question]
                answer = ask(tool, question, files[question], asked.envs, repetitions=repetitions, limit_s=asked.limit)
                found[question][tool.name] = _whole_sweep(answer, repetitions) if question == "sweep" else answer
                sys.stdout.write(table.line(question, tool, found[question][tool.name]) + "\n")
                sys.stdout.flush()
    words = table.markdown(found)
    sys.stdout.write("\n" + words)
    if asked.write:
        (asked.write / "peers.md").write_text(words, encoding="utf-8")
        (asked.write / "pictures" / "peers.svg").write_text(chart.svg(found), encoding="utf-8")


def _whole_sweep(answer: Answer, cases: int) -> Answer:
    """Return the time of all cases where only some were asked."""
    if answer.failed or cases == CASES:
        return answer
    share = CASES / cases
    times = {"total_s": answer.total_s * share, "build_s": answer.build_s * share, "solve_s": answer.solve_s * share}
    kept = {key: getattr(answer, key) for key in ("first_s", "objective_yuan", "proved", "peak_mb", "versions")}
    return Answer(**times, **kept, extrapolated=True)


def _install(envs: Path) -> None:
    """Make the environment of every tool that is not in this project's own."""
    for tool in (one for one in TOOLS if one.packages):
        python = envs / tool.name / "bin" / "python"
        if not python.exists():
            subprocess.run(["uv", "venv", "-q", "--python", sys.executable, str(envs / tool.name)], check=True)
        subprocess.run(["uv", "pip", "install", "-q", "--python", str(python), *tool.packages], check=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--envs", type=Path, default=Path(".venv/peers"), help="folder of the tools' environments")
    parser.add_argument("--install", action="store_true", help="install the tools first, by name")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds a tool may take for one question")
    parser.add_argument("--hours", type=int, default=8760, help="length of the battery's year")
    parser.add_argument("--write", type=Path, help="folder of the documents that get table and chart")
    return parser.parse_args()


if __name__ == "__main__":
    main()
