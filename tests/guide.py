"""The code of a page, run as a reader would: in a folder of its own, on the shipped inputs with small made-up series.

Marks stand behind the language of a fenced block:

- `file=PATH` writes the block to that file; `{literalinclude} FILE` with `:caption: PATH` writes a file of `docs`.
- `diff file=PATH` changes a file: lines with a space or a minus are sought, those with a space or a plus come in.
- `run` runs a block of `sh` or `python`; it has to end well.

A page that touches `storage_model/` gets a copy of the program of its own.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bad_inputs.site import make_site

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
FENCE = re.compile(r"^( *)```(\S+)(?: +([^\n]*))?\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
CAPTION = re.compile(r"^:caption: (\S+)$", re.MULTILINE)
MAIN = "from storage_model.cli import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block: its language, the words behind it, its text."""

    language: str
    marks: tuple[str, ...]
    text: str

    @property
    def file(self) -> str | None:
        """Where the block belongs, if it is a file or changes one."""
        return next((mark.removeprefix("file=") for mark in self.marks if mark.startswith("file=")), None)


def blocks_of(page: Path) -> Iterator[Block]:
    """Yield the blocks of a page in order; a file of `docs` that is included is one, marked with its caption."""
    for _, language, marks, text in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "{literalinclude}":
            (caption,) = CAPTION.findall(text)
            included = (page.parent / marks).read_text(encoding="utf-8")
            yield Block(language="python", marks=(f"file={caption}",), text=included)
        else:
            yield Block(language=language, marks=tuple(marks.split()), text=text)


def commands_of(block: Block) -> list[list[str]]:
    """Return the calls of `storage-model` in a block, as lists of words without what a shell does with them."""
    import shlex

    lines = block.text.replace("\\\n", " ").splitlines() if block.language == "sh" else []
    words = [shlex.split(line, comments=True) for line in lines]
    return [line[1 : line.index("|") if "|" in line else None] for line in words if line[:1] == ["storage-model"]]


def runs(page: Path) -> bool:
    """Whether a page has anything to run."""
    return any("run" in block.marks for block in blocks_of(page))


def run_page(page: Path, folder: Path) -> None:
    """Write the files of a page below a folder and run what it marks, in order."""
    make_site(folder)
    blocks = list(blocks_of(page))
    home = ROOT
    if any((block.file or "").startswith("storage_model/") for block in blocks):
        shutil.copytree(ROOT / "storage_model", folder / "storage_model", ignore=shutil.ignore_patterns("__pycache__"))
        home = folder
    tool = folder / "bin" / "storage-model"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{MAIN}" "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    path = f"{tool.parent}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for block in blocks:
        if block.file is not None:
            _write(block, folder / block.file)
        if "run" in block.marks:
            call = [sys.executable, "-c"] if block.language == "python" else ["bash", "-euo", "pipefail", "-c"]
            done = subprocess.run(
                [*call, block.text],
                cwd=folder,
                env={**os.environ, "PATH": path, "PYTHONPATH": str(home)},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{block.text}\n{done.stdout}\n{done.stderr}"


def _write(block: Block, path: Path) -> None:
    if block.language != "diff":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    for hunk in filter(None, re.split(r"^@@.*\n", block.text, flags=re.MULTILINE)):
        lines = hunk.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] in kept) for kept in (" -", " +"))
        assert text.count(old) == 1, f"{path}: not there once\n{old}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
