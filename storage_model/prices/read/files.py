"""The data files of one case, each parsed once however many of its columns are asked for."""

from dataclasses import dataclass, field
from pathlib import Path

from storage_model.prices.read.content import content_of
from storage_model.prices.read.findings import Findings
from storage_model.prices.read.open_table import open_table
from storage_model.prices.read.table import Table
from storage_model.prices.ref import SeriesRef
from storage_model.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file once parsed: its cells (None when it has none), its hash, and what is wrong with it."""

    table: Table | None
    sha256: str
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Files:
    """The data files of one case; each is parsed once, however many of its columns are asked for."""

    opened: dict[tuple[object, ...], Opened] = field(default_factory=dict)

    def open(self, path: Path, ref: SeriesRef, found: Findings) -> Opened:
        """Return a parsed file, its problems noted."""
        how = (path, ref.encoding, ref.delimiter, ref.sheet, ref.skip_rows, ref.units_row)
        if how not in self.opened:
            own = Findings(shown=found.shown)
            content = content_of(path, own)
            table = None if content is None else open_table(content, ref, own)
            sha256 = "" if content is None else content.sha256
            self.opened[how] = Opened(table=table, sha256=sha256, problems=tuple(own.problems))
        found.problems += self.opened[how].problems
        return self.opened[how]
