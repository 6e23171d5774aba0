"""Ask one tool one question in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers.tools import Tool

ROOT = Path(__file__).parents[2]
# One thread each: a second one helps none of them, and disturbs whoever else uses the machine.
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a tool said: times [s], optimum of every case asked [yuan], memory [MB], versions.

    `solve_s` is the time within HiGHS; `knows_highs` is false where another solver ran. `cases` tells how many of a
    sweep were asked where not all were: times are those of all. `failed` says why there is nothing.
    """

    total_s: float = 0.0
    build_s: float = 0.0
    solve_s: float = 0.0
    first_s: float = 0.0
    knows_highs: bool = True
    objectives_yuan: dict[str, float] = field(default_factory=dict)
    proved: bool = False
    peak_mb: float = 0.0
    versions: dict[str, str] = field(default_factory=dict)
    cases: int | None = None
    failed: str = ""

    @property
    def hand_over_s(self) -> float:
        """What is neither building nor HiGHS: handing over, reading back, proving [s]."""
        return self.total_s - self.build_s - self.solve_s

    def apart(self, other: "Answer") -> float:
        """Return the largest relative distance of an optimum from another's."""
        shared = self.objectives_yuan.keys() & other.objectives_yuan.keys()
        return max((self.objectives_yuan[case] / other.objectives_yuan[case] - 1.0 for case in shared), key=abs)


def ask(
    tool: Tool, question: str, file: Path, envs: Path, *, calls: int, limit_s: float, clock: str = "wall"
) -> Answer:  # fmt: skip
    """Return a tool's answer; of a sweep every call is another case."""
    python = envs / tool.name / "bin" / "python" if tool.packages else Path(sys.executable)
    settings = [f"clock={clock}", *tool.settings, *(["sweep=1"] if question == "sweep" else [])]
    command = [str(python), str(tool.way(question)), str(file), str(calls), *settings]
    paths = {"PYTHONPATH": str(ROOT) if not tool.packages else ""}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=limit_s, env={**os.environ, **THREADS, **paths}, check=True
        )
    except subprocess.TimeoutExpired:
        return Answer(failed=f"over {limit_s:.0f} s")
    except subprocess.CalledProcessError as error:
        return Answer(failed=(error.stderr.strip() or "no words").splitlines()[-1][:80])
    except FileNotFoundError:
        return Answer(failed="not installed")
    return Answer(**json.loads(done.stdout.strip().splitlines()[-1]))
