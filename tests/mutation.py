"""How many small wrong changes to the money are noticed: a sample of mutants, each against the tests that reach it.

Run as a program: FOLDER SEED SAMPLE [PREFIX], the last for mutants whose names begin so. The project is copied into
FOLDER, mutmut makes the mutants and says which tests reach which function (`[tool.mutmut]` names both); each mutant
drawn runs in a process of its own that had everything imported and nothing run.
"""

import json
import math
import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[1]
MUTMUT = Path(sys.executable).parent / "mutmut"
# Seconds of the processor: a mutant that never ends is noticed by its end, not by the clock of a busy machine.
LIMIT_S, AT_ONCE = 300, 2
SOON = 40
"""so many of a mutant's tests, the fastest, are tried before the others are even collected"""
NOTICED = {1: "killed", -24: "ran on", 3: "killed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """All mutants, and the tests that reach each function, fastest first."""

    names: tuple[str, ...]
    tests: dict[str, tuple[str, ...]]

    def reaching(self, name: str) -> tuple[str, ...]:
        """Return the tests of a mutant."""
        return self.tests.get(name.rpartition("__mutmut_")[0], ())


def make(folder: Path) -> Made:
    """Return the mutants of the project as it stands."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for path in filter(None, listed.stdout.split("\0")):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, folder / path)
    one = "storage_model.dispatch.settle.*by_key__mutmut_1"  # any mutant: what is wanted is what mutmut does before
    subprocess.run([MUTMUT, "run", "--max-children", "1", one], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    found = (json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("mutants/storage_model/**/*.meta"))
    stats = json.loads((folder / "mutants" / "mutmut-stats.json").read_text(encoding="utf-8"))
    seconds = stats["duration_by_test"]
    return Made(
        names=tuple(sorted(name for meta in found for name in meta["exit_code_by_key"])),
        tests={
            function: tuple(sorted(tests, key=lambda test: (seconds[test], test)))
            for function, tests in stats["tests_by_mangled_function_name"].items()
        },
    )


def outcomes(made: Made, names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each mutant with what became of it; this process has to have everything imported and nothing run."""
    running: dict[int, str] = {}
    for name in names:
        if not made.reaching(name):
            yield name, "no test"
            continue
        if len(running) == AT_ONCE:
            yield _ended(running)
        pid = os.fork()
        if not pid:
            _in_the_child(name, made.reaching(name))
        running[pid] = name
    while running:
        yield _ended(running)


def _ended(running: dict[int, str]) -> tuple[str, str]:
    pid, status = os.wait()
    code = os.waitstatus_to_exitcode(status)
    return running.pop(pid), "survived" if code == 0 else NOTICED.get(code, f"status {code}")


def _in_the_child(name: str, tests: tuple[str, ...]) -> None:
    os.environ["MUTANT_UNDER_TEST"] = name
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT_S, LIMIT_S + 10))
    away = os.open(os.devnull, os.O_WRONLY)
    os.dup2(away, 1)
    os.dup2(away, 2)
    code = 0
    for some in filter(None, (tests[:SOON], tests[SOON:])):
        code = code or int(pytest.main(["-x", "-q", "--tb=no", "--timeout=0", "-p", "no:cacheprovider", *some]))
    os._exit(code)


def interval(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson)."""
    z = 1.96
    share, spread = hits / of, z * z / of
    middle, half = share + spread / 2, z * math.sqrt(share * (1 - share) / of + spread / of / 4)
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


def main(folder: Path, seed: int, sample: int, prefix: str = "") -> None:
    """Make, draw, try and tell."""
    made = make(folder)
    among = [name for name in made.names if name.startswith(prefix)]
    drawn = random.Random(seed).sample(among, min(sample, len(among)))
    os.chdir(folder / "mutants")
    sys.path[:0] = [str(folder / "mutants")]
    files = sorted({test.partition("::")[0] for tests in made.tests.values() for test in tests})
    pytest.main(["--collect-only", "-qqq", "-p", "no:cacheprovider", *files])
    left = []
    for number, (name, outcome) in enumerate(outcomes(made, drawn), start=1):
        click.echo(f"{number:>5} {outcome:<10} {name}")
        left += [] if outcome in NOTICED.values() else [(name, outcome)]
    os.chdir(folder)
    for name, outcome in sorted(left):
        shown = subprocess.run([MUTMUT, "show", name], capture_output=True, text=True, check=True).stdout
        click.echo(f"\n{outcome}: {shown}")
    killed = len(drawn) - len(left)
    share, (low, high) = killed / len(drawn), interval(killed, len(drawn))
    click.echo(
        f"{len(among)} mutants, {len(drawn)} drawn with seed {seed}, {killed} killed: "
        f"{share:.1%}, 95 % interval {low:.1%} to {high:.1%}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
