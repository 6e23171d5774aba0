"""What belongs to the project speaks of itself alone: no folder of one machine, no place packages come from."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked() -> list[Path]:
    """Return the text files that belong to the project: tracked ones, or those a commit would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split("\n")
    paths = [ROOT / name for name in listed if name]
    return [
        path for path in paths if path.is_file() and path.suffix not in {".otf", ".ttf", ".woff2", ".png", ".parquet"}
    ]


# What installs or locks packages; where from is the machine's affair.
INSTALLING = ("requirements/", "pyproject.toml", "Makefile", ".ci/")
# Written in pieces, so that this file does not name what it looks for.
MACHINE_PATH = re.compile(
    r"(?<![\w.])/(?:" + "|".join(["wo" + "rk", "ho" + "me", "ro" + "ot", "Us" + "ers"]) + r")/[\w.]"
)


def hits(pattern: re.Pattern[str], paths: Iterator[Path]) -> list[str]:
    """Return every place of some files that fits a pattern."""
    found = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in pattern.finditer(text)]
    return found


def test_no_folder_of_one_machine() -> None:
    """Locks, scripts and documents name no folder of somebody's computer."""
    assert hits(MACHINE_PATH, iter(tracked())) == []


def test_nothing_says_where_packages_come_from() -> None:
    """What installs or locks holds no address and no option that takes one; no text holds one shaped like a package
    index.
    """
    assert hits(re.compile(r"\w+://(?:\S*/simple\b|registry\.)", re.IGNORECASE), iter(tracked())) == []
    installing = (path for path in tracked() if str(path.relative_to(ROOT)).startswith(INSTALLING))
    assert hits(re.compile(r"\w+://|--[\w-]*index[\w-]*|\bindex_?url\b", re.IGNORECASE), installing) == []
