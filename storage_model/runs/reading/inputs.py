"""The inputs of a run as its scenario.resolved.yaml says them: every leaf with where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage_model.runs.reading.folder import RunFolder
from storage_model.scenario.resolved import resolved_leaves
from storage_model.scenario.scenario import Scenario

RESOLVED = "scenario.resolved.yaml"
_WORDS = {"value", "origin", "source", "date", "confidence", "note", "source_zh", "note_zh"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputLeaf:
    """One input of a run; `source` is the document behind it, `assumed` or nothing where there is none."""

    key: str
    value: Any
    origin: str
    source: str
    date: str
    confidence: str
    note: str
    source_zh: str
    note_zh: str

    @property
    def documented(self) -> bool:
        """Whether a document stands behind the value."""
        return self.source not in ("", "assumed")


def read_inputs(run: RunFolder) -> dict[str, InputLeaf]:
    """Return every leaf by its key path; entries of a list are numbered from 0."""
    from ruamel.yaml import YAML

    tree = YAML(typ="safe", pure=True).load(run.bytes(RESOLVED).decode())
    return {leaf.key: leaf for leaf in _leaves(tree, "")}


def inputs_of(scenario: Scenario, folder: Path) -> dict[str, InputLeaf]:
    """Return the leaves that `read_inputs` will find when the case is written out into a folder."""
    return {key: _leaf(key, words) for key, words in resolved_leaves(scenario, folder)}


def values_of(inputs: Mapping[str, InputLeaf]) -> dict[str, Any]:
    """Return the bare values as nested mappings, lists as mappings from their number."""
    root: dict[str, Any] = {}
    for key, leaf in inputs.items():
        *above, last = key.split(".")
        place = root
        for part in above:
            place = place.setdefault(part, {})
        place[last] = leaf.value
    return root


def _leaves(node: Any, path: str) -> Iterator[InputLeaf]:
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from _leaves(item, f"{path}.{number}")
    elif isinstance(node, Mapping) and "value" in node and "origin" in node and set(node) <= _WORDS:
        yield _leaf(path, node)
    elif isinstance(node, Mapping):
        for key, child in node.items():
            yield from _leaves(child, f"{path}.{key}" if path else str(key))


def _leaf(key: str, words: Mapping[str, Any]) -> InputLeaf:
    return InputLeaf(key=key, value=words["value"], **{word: str(words.get(word, "")) for word in _WORDS - {"value"}})
