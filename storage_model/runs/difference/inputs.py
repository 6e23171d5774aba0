"""Which inputs of two runs differ: values by key path, files by their content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reading.inputs import InputLeaf, read_inputs

ABSENT = None
# Said of a case, not a number of it.
_NAMES = ("name", "title.zh", "title.en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One input that is not the same; None where a run does not have it. The origin is the place that set it."""

    key: str
    before: Any
    after: Any
    before_origin: str = ""
    after_origin: str = ""


def changed_inputs(before: RunFolder, after: RunFolder) -> tuple[Changed, ...]:
    """Return every input that differs, in the order of the files; a series by its file's name and content."""
    old, new = read_inputs(before), read_inputs(after)
    keys = list(dict.fromkeys([*old, *new]))
    return tuple(_values(keys, (before, old), (after, new)))


def changed_files(before: RunFolder, after: RunFolder) -> tuple[Changed, ...]:
    """Return the input files whose content differs, by SHA-256; a file that only one run read has one."""
    old, new = before.manifest["inputs_sha256"], after.manifest["inputs_sha256"]
    names = dict.fromkeys([*old, *new])
    return tuple(
        Changed(key=name, before=old.get(name), after=new.get(name)) for name in names if old.get(name) != new.get(name)
    )


def changed_makers(before: RunFolder, after: RunFolder) -> tuple[Changed, ...]:
    """Return the versions and solver options that differ: what else than an input may move a number."""
    return tuple(
        Changed(key=f"{part}.{key}", before=old.get(key), after=new.get(key))
        for part, old, new in _makers(before.manifest, after.manifest)
        for key in dict.fromkeys([*old, *new])
        if old.get(key) != new.get(key)
    )


def _makers(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    yield "versions", before["versions"], after["versions"]
    yield "solver", before["solver"].get("options", {}), after["solver"].get("options", {})


def _values(
    keys: list[str], old: tuple[RunFolder, Mapping[str, InputLeaf]], new: tuple[RunFolder, Mapping[str, InputLeaf]]
) -> Iterator[Changed]:
    for key in keys:
        if key in _NAMES:
            continue
        (was, was_from), (now, now_from) = (_of(run, leaves.get(key)) for run, leaves in (old, new))
        if was != now or type(was) is not type(now):
            yield Changed(key=key, before=was, after=now, before_origin=was_from, after_origin=now_from)


def _of(run: RunFolder, leaf: InputLeaf | None) -> tuple[Any, str]:
    """Return value and origin of an input; a file by its name in the project and its content."""
    if leaf is None:
        return ABSENT, ""
    if not leaf.key.endswith(".file"):
        return leaf.value, leaf.origin
    name = run.input_named(str(leaf.value)) or str(leaf.value)
    return f"{name} · {str(run.manifest['inputs_sha256'].get(name, ''))[:12]}", leaf.origin
