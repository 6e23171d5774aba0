"""An input file that is one record by itself: read, checked, every value with where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from storage_model.facts import Fact
from storage_model.problems import InputError, Problem
from storage_model.scenario.checks.finding import in_place
from storage_model.scenario.facts_of import facts_of, with_defaults
from storage_model.scenario.reading.file_kinds import FileKind, refuse_another
from storage_model.scenario.reading.read_yaml import read_yaml
from storage_model.scenario.reading.tree import Branch
from storage_model.scenario.reading.workspace import Workspace, root_of
from storage_model.scenario.validation.validate import Record, validated


@dataclass(frozen=True, kw_only=True)
class RecordFile(Generic[Record]):
    """What a file asks for; `facts` say what stands behind each value, `files` maps the file to its SHA-256."""

    asked: Record
    facts: Mapping[str, Fact]
    files: Mapping[str, str]
    path: Path
    tree: Branch

    def refused(self, *problems: Problem) -> InputError:
        """Return the error for what only a later stage can see, each problem at its key's place in the file."""
        return InputError([in_place(problem, self.tree) for problem in problems])


def read_record(path: Path, shape: type[Record], kind: FileKind) -> RecordFile[Record]:
    """Return the record of a YAML file; InputError with every problem found in it."""
    workspace = Workspace(root=root_of(path))
    tree = read_yaml(path, str(path), workspace, str(path))
    if tree is not None:
        refuse_another(tree, kind, str(path))
    asked = None if tree is None else validated(tree, shape, workspace.problems)
    if tree is None or asked is None or any(problem.severity == "error" for problem in workspace.problems):
        raise InputError(workspace.problems)
    whole = with_defaults(tree, asked)
    return RecordFile(asked=asked, facts=facts_of(whole), files=dict(workspace.hashes), path=path, tree=whole)
