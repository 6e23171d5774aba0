"""Which kind of input file somebody holds: one taken for another is named, with the command that takes it."""

from dataclasses import dataclass
from typing import Final

from storage_model.problems import InputError, Problem
from storage_model.scenario.reading.tree import Branch


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file: `marks` are keys of which each is enough to know it, `unless` are keys it never has."""

    name: str
    marks: frozenset[str]
    unless: frozenset[str] = frozenset()
    use: str


_OF_CASE = frozenset({"extends", "prices", "price_path", "policies", "deltas", "lifetime", "foresight"})
CASE: Final = FileKind(name="a case", marks=_OF_CASE, use="run `storage-model run {file}`")
SWEEP: Final = FileKind(
    name="a sweep file", marks=frozenset({"axes"}), use="run `storage-model sweep {file} --dry-run`"
)
UNCERTAINTY: Final = FileKind(
    name="an uncertainty file", marks=frozenset({"factors"}), use="run `storage-model sample CASE.yaml {file}`"
)
SIZING: Final = FileKind(
    name="a sizing file", marks=frozenset({"objective"}), use="run `storage-model size CASE.yaml {file}`"
)
POLICY: Final = FileKind(
    name="a policy file", marks=frozenset({"document", "region"}), use="name it in a case, `policies: {{role: {file}}}`"
)
PROJECT: Final = FileKind(
    name="a project file", marks=frozenset({"connection"}), unless=_OF_CASE, use="name it in a case, `project: {file}`"
)
KINDS: Final = (SWEEP, UNCERTAINTY, SIZING, POLICY, CASE, PROJECT)


def refuse_another(tree: Branch, wanted: FileKind, file: str) -> None:
    """Raise InputError when a file is plainly of another kind than the command takes."""
    keys = tree.children.keys()
    found = next((kind for kind in KINDS if keys & kind.marks and not keys & kind.unless), wanted)
    if found is not wanted:
        raise InputError(
            [
                Problem(
                    code="E129",
                    place=file,
                    got=f"{found.name}: it has {', '.join(sorted(keys & found.marks))}",
                    expected=wanted.name,
                    fix=found.use.format(file=file),
                )
            ]
        )
