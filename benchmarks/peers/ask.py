"""Ask one tool one question in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.tools import Tool

ROOT = Path(__file__).parents[2]
WAYS = Path(__file__).parent / "ways"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a tool said: times [s], optimum [yuan], memory [MB], versions; `failed` says why there is
    nothing, `extrapolated` that only some cases of a sweep were asked."""

    total_s: float = 0.0
    build_s: float = 0.0
    solve_s: float = 0.0
    first_s: float = 0.0
    objective_yuan: float = 0.0
    proved: bool = False
    peak_mb: float = 0.0
    versions: dict[str, str] | None = None
    extrapolated: bool = False
    failed: str = ""


def ask(tool: Tool, question: str, file: Path, envs: Path, *, repetitions: int, limit_s: float) -> Answer:
    """Return a tool's answer; of a sweep every repetition is another case."""
    python = envs / tool.name / "bin" / "python" if tool.packages else Path(sys.executable)
    more = ["sweep"] if question == "sweep" else []
    command = [str(python), str(WAYS / tool.way(question)), str(file), str(repetitions), *more]
    paths = {"PYTHONPATH": str(ROOT) if not tool.packages else ""}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=limit_s, env={**os.environ, **paths}, check=True
        )
    except subprocess.TimeoutExpired:
        return Answer(failed=f"over {limit_s:.0f} s")
    except subprocess.CalledProcessError as error:
        return Answer(failed=(error.stderr or "no words").strip().splitlines()[-1][:80])
    except FileNotFoundError:
        return Answer(failed="not installed")
    return Answer(**json.loads(done.stdout.strip().splitlines()[-1]))
