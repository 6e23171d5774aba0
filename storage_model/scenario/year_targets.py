"""The targets a price or gas year is made from: the file and the curves it names, every slip with its place."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from storage_model.prices.synthesis.hourly_curves import Curves, curves_in
from storage_model.prices.synthesis.made import MadeYear
from storage_model.prices.synthesis.make import AnyTargets, files_named, make_year, make_years
from storage_model.prices.synthesis.targets import Targets
from storage_model.problems import InputError, Problem
from storage_model.scenario.checks.finding import in_place
from storage_model.scenario.reading.nearest import nearest
from storage_model.scenario.reading.read_yaml import read_yaml
from storage_model.scenario.reading.tree import Branch, KeyPath, deepest, dotted, find, plain
from storage_model.scenario.reading.workspace import Workspace, root_of
from storage_model.scenario.validation.shape import kinds_at, record_at
from storage_model.scenario.validation.wrong_value import RANGE

# pydantic's word for a slip → our code; the rest is a wrong type or word
_CODES = {"missing": "E113", "extra_forbidden": "E111", "union_tag_not_found": "E113"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsOfYear:
    """Checked targets with their curves; `hashes` are the SHA-256 of the files read, by file name."""

    asked: AnyTargets
    curves: Mapping[str, Curves]
    hashes: Mapping[str, str]
    tree: Branch

    @property
    def seed(self) -> int | None:
        """The seed of the file; None where there is no chance in what is made."""
        return getattr(self.asked, "seed", None)

    def make(self, seed: int | None) -> MadeYear:
        """Return the year; InputError with places in the targets file when they cannot be met by any year."""
        with self._placing():
            return make_year(self.asked, self.curves, seed or 0)

    def make_each(self, seeds: Iterable[int]) -> Iterator[MadeYear]:
        """Yield a year for each seed, all of one process; raises the same."""
        with self._placing():
            yield from make_years(self.asked, self.curves, seeds)

    @contextmanager
    def _placing(self) -> Iterator[None]:
        """Give what making a year finds wrong its place in the targets file."""
        try:
            yield
        except InputError as error:
            raise InputError(
                in_place(problem, self.tree) if not problem.place else problem for problem in error.problems
            ) from error


def read_targets(path: Path) -> TargetsOfYear:
    """Return the targets of a file; InputError with every problem found in it and in the files it names."""
    workspace = Workspace(root=root_of(path))
    tree = read_yaml(path, str(path), workspace, str(path))
    asked = None if tree is None else _checked(tree, workspace)
    curves = {} if asked is None or tree is None else _curves(asked, tree, path.parent, workspace)
    if asked is None or tree is None or workspace.problems:
        raise InputError(workspace.problems)
    hashes = {Path(name).name: digest for name, digest in workspace.hashes.items()}
    return TargetsOfYear(asked=asked, curves=curves, hashes=hashes, tree=tree)


def _checked(tree: Branch, workspace: Workspace) -> AnyTargets | None:
    adapter: TypeAdapter[AnyTargets] = TypeAdapter(Targets)
    try:
        return adapter.validate_python(plain(tree))
    except ValidationError as error:
        workspace.problems += [_problem(details, tree) for details in error.errors(include_url=False)]
        return None


def _problem(details: ErrorDetails, tree: Branch) -> Problem:
    """Return pydantic's finding with its place; the first step of a location is the kind."""
    path = tuple(str(step) for step in details["loc"][1:])
    kind = details["type"]
    fix = f"write a value that is {details['msg'].removeprefix('Input should be ')}"
    if kind.startswith("union_tag"):
        path, fix = ("kind",), "write `kind:` with one of " + ", ".join(kinds_at(Targets))
    elif kind == "missing":
        fix = f"add `{path[-1]}: …`"
    elif kind == "extra_forbidden":
        near = nearest(path[-1], _keys_at(path[:-1], tree))
        fix = f"write `{near}`" if near else "remove the key"
    node = find(tree, path)
    return Problem(
        code=_CODES.get(kind, "E115" if kind in RANGE else "E114"),
        place=deepest(tree, path).place,
        key=dotted(path),
        got="nothing" if node is None else repr(plain(node)),
        expected=details["msg"],
        fix=fix,
    )


def _keys_at(path: KeyPath, tree: Branch) -> list[str]:
    record: Any = record_at(Targets, tree, path)
    return [] if record is None else list(record.model_fields)


def _curves(asked: AnyTargets, tree: Branch, folder: Path, workspace: Workspace) -> dict[str, Curves]:
    """Return the curves of every file named, after noting what is wrong with them."""
    found: dict[str, Curves] = {}
    for field, name in files_named(asked).items():
        path = (field, "file")
        place, key = deepest(tree, path).place, dotted(path)
        file = None if name in found else workspace.confined(name, folder, place, key)
        content = None if file is None else workspace.read(file, name, place, key)
        if file is None or content is None:
            continue
        try:
            found[name] = curves_in(content, workspace.name_of(file))
        except InputError as error:
            workspace.problems += error.problems
    return found
