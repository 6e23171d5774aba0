"""One series a case names: its file found inside the project folder, its problems placed where they are mended."""

from dataclasses import replace
from pathlib import Path

from storage_model.prices.read.files import Files
from storage_model.prices.read.findings import IN_THE_DECLARATION
from storage_model.prices.read.read_series import read_series
from storage_model.prices.ref import SeriesRef
from storage_model.prices.series import Series
from storage_model.problems import InputError, Problem
from storage_model.scenario.reading.nearest import near_file
from storage_model.scenario.reading.tree import Branch, KeyPath, Leaf, deepest, dotted, find
from storage_model.scenario.reading.workspace import Workspace


def read_named(ref: SeriesRef, path: KeyPath, tree: Branch, workspace: Workspace, files: Files) -> Series | None:
    """Return the series at a key path of a case, or None after noting every reason why not."""
    leaf = find(tree, (*path, "file"))
    if not isinstance(leaf, Leaf):
        return None
    file = workspace.confined(ref.file, leaf.folder, leaf.place, dotted((*path, "file")))
    if file is None or not _exists(file, ref, leaf, dotted((*path, "file")), workspace):
        return None
    shown, kept = workspace.name_of(file), workspace.memory.series
    known = (file, dotted(path), ref.model_dump_json())
    try:
        reading = kept[known] if known in kept else read_series(file, shown, ref, dotted(path), files)
    except InputError as error:
        workspace.problems += [_placed(problem, path, tree) for problem in error.problems]
        return None
    kept[known] = reading
    workspace.problems += [_placed(problem, path, tree) for problem in reading.warnings]
    workspace.hashes[shown] = reading.series.sha256
    return replace(reading.series, change_frac_per_year=ref.change_frac_per_year)


def _placed(problem: Problem, path: KeyPath, tree: Branch) -> Problem:
    """Return a problem under the key of its series; a wrong word about the file has the place of that word."""
    if problem.place == IN_THE_DECLARATION:
        problem = replace(problem, place=deepest(tree, (*path, problem.key)).place)
    return replace(problem, key=dotted(path))


def _exists(file: Path, ref: SeriesRef, leaf: Leaf, key: str, workspace: Workspace) -> bool:
    if file.is_file():
        return True
    code, expected = ("E103", "a file, not a folder") if file.is_dir() else ("E101", "an existing file")
    likely, fix = "", f"{near_file(file)}check the name; paths start at the folder of the file that names them"
    if "\\" in ref.file:
        likely, fix = "backslashes, as Windows writes them", f"write `{ref.file.replace(chr(92), '/')}`"
    problem = Problem(code=code, place=leaf.place, key=key, got=ref.file, expected=expected, likely=likely, fix=fix)
    workspace.problems.append(problem)
    return False
