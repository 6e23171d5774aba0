"""The figures of docs/reliability.md are those that `make reliability` counts: nothing more is claimed."""

import re
import subprocess
import sys
from pathlib import Path

from tests.properties.test_prices_corruption import DAMAGES_COUNTED
from tests.properties.test_readers_fuzzed import FUZZED_COUNTED
from tests.reliability import KINDS

ROOT = Path(__file__).parents[2]
MARK = "@pytest.mark.reliability("
COUNT = """
import os, sys
os.environ |= {"STORAGE_MODEL_DAMAGES": sys.argv[1], "STORAGE_MODEL_FUZZED": sys.argv[2]}
import pytest
class Counter:
    def pytest_collection_finish(self, session):
        found = {}
        for item in session.items:
            for name, (kind, count) in item.user_properties:
                found[kind] = found.get(kind, 0) + count
        print("COUNTED", found)
words = ["--collect-only", "-q", "-m", "reliability", "-p", "no:cacheprovider"]
sys.exit(pytest.main([*words, *sys.argv[3:]], plugins=[Counter()]))
"""


def test_the_figures_are_those_that_are_counted() -> None:
    """Collected with the numbers of the Makefile, kind by kind; every one right, as the table says."""
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if MARK in path.read_text(encoding="utf-8")]
    command = [sys.executable, "-c", COUNT, str(DAMAGES_COUNTED), str(FUZZED_COUNTED), *map(str, tests)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    (line,) = re.findall(r"^COUNTED \{(.*)\}$", done.stdout, re.MULTILINE)
    counted = {kind: int(count) for kind, count in re.findall(r"'([^']+)': (\d+)", line)}
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z ]+) \|[^|]*\| ([\d,]+) \| ([\d,]+) \| 100 % \|$", page, re.MULTILINE)
    written = {kind: int(tried.replace(",", "")) for kind, tried, _ in rows}
    assert counted.keys() == KINDS.keys()
    assert written == counted
    assert all(tried == right for _, tried, right in rows)


def test_make_counts_as_many() -> None:
    """The target asks for the numbers the page is about."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"STORAGE_MODEL_DAMAGES={DAMAGES_COUNTED} STORAGE_MODEL_FUZZED={FUZZED_COUNTED} " in makefile
