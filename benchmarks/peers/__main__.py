"""Put every question to every tool and print the table: `python -m benchmarks.peers [--install] [--write docs]`."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.peers import chart, table
from benchmarks.peers.ask import Answer
from benchmarks.peers.questions import write
from benchmarks.peers.rounds import Asking, answers
from benchmarks.peers.tools import EVERY, TOOLS, Tool


def main() -> None:
    """Ask, compare, print; with `--write` the table and the chart go to the documents."""
    asked = _arguments()
    if asked.install:
        _install(asked.envs)
    how = Asking(envs=asked.envs, limit_s=asked.limit, clock=asked.clock, rounds=asked.rounds, keep=asked.keep)
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), hours=asked.hours)
        found = answers({name: files[name] for name in asked.only}, how, _say)
    words = table.markdown(found, asked.clock)
    sys.stdout.write("\n" + words)
    if asked.write:
        page = asked.write / "performance.md"
        page.write_text(table.put_into(page.read_text(encoding="utf-8"), words), encoding="utf-8")
        (asked.write / "pictures" / "peers.svg").write_text(chart.svg(found, asked.clock), encoding="utf-8")


def _say(question: str, tool: Tool, answer: Answer) -> None:
    sys.stdout.write(table.line(question, tool, answer) + "\n")
    sys.stdout.flush()


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
    parser.add_argument("--limit", type=float, default=180.0, help="seconds a process may take for one question")
    parser.add_argument("--hours", type=int, default=8760, help="length of the battery's year")
    parser.add_argument("--only", nargs="+", choices=EVERY, default=EVERY, metavar="QUESTION", help=", ".join(EVERY))
    parser.add_argument("--rounds", type=int, default=1, help="how often all are asked in turn; the middle counts")
    parser.add_argument("--clock", choices=("wall", "cpu"), default="wall", help="cpu where others use the machine")
    parser.add_argument("--keep", type=Path, help="file of answers by question; what it holds is not asked again")
    parser.add_argument("--write", type=Path, help="folder of the documents that get table and chart")
    return parser.parse_args()


if __name__ == "__main__":
    main()
