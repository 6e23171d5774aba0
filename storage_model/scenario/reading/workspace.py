"""The files of one case: which folder confines them, and what was read."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from storage_model.problems import Problem
from storage_model.scenario.reading.memory import Memory
from storage_model.scenario.reading.nearest import near_file

LARGEST_BYTES = 1 << 20


@dataclass(slots=True, kw_only=True)
class Workspace:
    """One loading of one case: its root folder, the problems so far, the files read with their SHA-256.

    `memory` may have been filled by the loading of another case.
    """

    root: Path
    problems: list[Problem] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    def name_of(self, path: Path) -> str:
        """Return a path as users know it: relative to the root."""
        try:
            return self.memory.resolved(path).relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def note(self, code: str, place: str, key: str, got: str, *, expected: str, fix: str, likely: str = "") -> None:
        """Keep one error."""
        problem = Problem(code=code, place=place, key=key, got=got, expected=expected, likely=likely, fix=fix)
        self.problems.append(problem)

    def confined(self, typed: str, folder: Path, place: str, key: str) -> Path | None:
        """Return the file a path names, or None and a problem when it leaves the root."""
        try:
            target = self.memory.resolved(folder / typed)
            inside = target.is_relative_to(self.root)
        except (OSError, ValueError, RuntimeError):  # a NUL inside, a name too long, links in a circle
            inside = False
        if inside:
            return target
        expected = f"a file inside the project folder {self.root.name}"
        fix = "copy the file into inputs/ and name it relative to the file you are editing"
        self.note("E127", place, key, repr(typed), expected=expected, fix=fix)
        return None

    def read(self, path: Path, typed: str, place: str, key: str = "") -> bytes | None:
        """Return the bytes of an input file of at most 1 MiB, or None and a problem."""
        try:
            wrong = _unfit(path)
            content = b"" if wrong else path.read_bytes()
        except (OSError, ValueError) as error:
            wrong = ("E101", "a file that can be read", f"the system says: {getattr(error, 'strerror', None) or error}")
        if wrong:
            code, expected, fix = wrong
            self.note(code, place, key, typed, expected=expected, fix=fix)
            return None
        self.hashes[self.name_of(path)] = hashlib.sha256(content).hexdigest()
        return content


def _unfit(path: Path) -> tuple[str, str, str] | None:
    """Return the code, what is expected and the fix when a path is no input file."""
    if not path.exists():
        fix = "check the name; paths start at the folder of the file that names them"
        return "E101", "an existing file", near_file(path) + fix
    if not path.is_file():
        return "E103", "a file, not a folder", "name the YAML file inside this folder"
    if path.stat().st_size > LARGEST_BYTES:
        return "E104", "at most 1 MiB", "put long series into a CSV file and name it"
    if path.stat().st_size == 0:
        return "E102", "a file with content", "start from inputs/cases/shouyang_base.yaml"
    return None


def root_of(case: Path) -> Path:
    """Return the folder that holds `inputs/` above a case, or the folder of the case."""
    folder = case.resolve().parent
    for above in (folder, *folder.parents):
        if above.name == "inputs":
            return above.parent
        if (above / "inputs" / "cases").is_dir():
            return above
    return folder
