"""The documentation builds without a warning, and every page stands in its table of contents."""

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from tests.guide import DOCS

LISTED = re.findall(r"^```\{toctree\}\n(.*?)^```$", (DOCS / "index.md").read_text(encoding="utf-8"), re.DOTALL | re.M)


def test_every_page_is_listed() -> None:
    """A page outside the contents is one nobody finds: write its name, or a pattern, below its section in index.md."""
    patterns = [line for block in LISTED for line in block.splitlines() if line and not line.startswith(":")]
    names = {str(page.relative_to(DOCS).with_suffix("")) for page in DOCS.rglob("*.md")} - {"index"}
    names = {name for name in names if not name.startswith(("_build/", "decisions/0"))}
    missing = sorted(name for name in names if not any(fnmatch(name, pattern) for pattern in patterns))
    assert missing == [], "write these into a toctree of docs/index.md"


def test_it_builds_without_a_warning(tmp_path: Path) -> None:
    """Links, headings, included files and the listed programming interface; no network."""
    call = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(tmp_path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=DOCS.parent)
    assert done.returncode == 0, done.stderr
    assert "storage_model" in (tmp_path / "index.html").read_text(encoding="utf-8")
