"""What a walk back needs: the files of the run, and what was shown already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.facts import is_number
from storage_model.runs.lineage.node import Node
from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reading.inputs import InputLeaf
from storage_model.runs.reaudit.evidence import TOGETHER, Evidence, StreamRow, evidence_of


@dataclass(slots=True, kw_only=True)
class Trail:
    """One walk through one project of a run.

    `year` limits rows to one calendar year; without it a row is the sum of all years. `one_year` says that the reader
    asked for it. `made` holds the numbers that have been walked back already, `found` the inputs of a pattern: each is
    computed once, wherever it comes up again.
    """

    evidence: Evidence
    leaves: Mapping[str, InputLeaf]
    project: str
    year: int | None = None
    one_year: bool = False
    every: bool = False
    made: dict[str, Node | None] = field(default_factory=dict)
    rows: dict[str, FloatArray] = field(default_factory=dict)
    found: dict[str, tuple[InputLeaf, ...]] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """Calendar years of the statements."""
        return self.evidence.statements.years

    @property
    def projects(self) -> tuple[str, ...]:
        """The projects that stand behind this one: all of them where they are added up."""
        return tuple(self.evidence.projects) if self.project == TOGETHER else (self.project,)

    @property
    def at(self) -> str:
        """What a key carries for the year it is of."""
        return "" if self.year is None else f"@{self.year}"

    def leaves_like(self, pattern: str) -> tuple[InputLeaf, ...]:
        """Return the inputs of a key with stars in it, looked up once for each pattern.

        Each star stays within one word; alone at the end it is everything below but titles.
        """
        if pattern not in self.found:
            depth, below = pattern.count("."), pattern.endswith(".*")
            keys = (
                key for key in self.leaves
                if (key.count(".") == depth or (below and ".title." not in key)) and fnmatchcase(key, pattern)
            )  # fmt: skip
            self.found[pattern] = tuple(self.leaves[key] for key in keys)
        return self.found[pattern]

    def numbers_below(self, path: str) -> list[InputLeaf]:
        """Return the inputs below a path that are numbers, not names, files or switches."""
        return [leaf for key, leaf in self.leaves.items() if key.startswith(f"{path}.") and is_number(leaf.value)]

    def streams(self) -> tuple[StreamRow, ...]:
        """Return what the assets of the projects are paid and pay."""
        owned = set(self.evidence.assets_of(self.project))
        return tuple(row for row in self.evidence.streams if row.asset in owned and row.cash)

    def amount(self, values: FloatArray) -> float:
        """Return what counts of values by period: one year, or all of them."""
        if self.year is None:
            return float(np.nansum(values))
        return float(values[self.evidence.period_of(self.year)])

    def by_year(self, values: FloatArray) -> dict[int, float]:
        """Return values by calendar year, those that are not there left out."""
        found = {year: float(value) for year, value in zip(self.years, values, strict=True) if np.isfinite(value)}
        return found if self.year is None else {year: value for year, value in found.items() if year == self.year}

    def once(self, key: str, make: Callable[[], Node]) -> Node:
        """Return the number of a key, made on first asking; a number that rests on itself is an error."""
        if key in self.made:
            found = self.made[key]
            if found is None:
                raise RecursionError(f"{key} follows from itself; see words/formulas/")
            return found
        self.made[key] = None
        found = self.made[key] = make()
        return found


def trail_of(run: RunFolder, project: str, *, year: int | None = None, every: bool = False) -> Trail:
    """Return the start of a walk through the files of a run; `every` keeps parts that are zero."""
    return trail_through(evidence_of(run), project, year=year, every=every)


def trail_through(evidence: Evidence, project: str, *, year: int | None = None, every: bool = False) -> Trail:
    """Return the start of a walk through what was read already."""
    return Trail(
        evidence=evidence,
        leaves=evidence.leaves,
        project=project,
        year=year,
        one_year=year is not None,
        every=every,
        rows=evidence.rows(project),
    )


def worth_showing(trail: Trail, nodes: list[Node]) -> tuple[Node, ...]:
    """Return the nodes without those that are nothing in every year."""
    return tuple(
        node for node in nodes if trail.every or node.value is None or node.value != 0.0 or any(node.by_year.values())
    )
