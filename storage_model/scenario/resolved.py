"""The merged case written out: every leaf with where it comes from; a file that can be loaded again."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from storage_model.facts import is_number
from storage_model.scenario.facts_of import ASSUMED
from storage_model.scenario.reading.tree import Branch, Items, KeyPath, Leaf, Node, dotted
from storage_model.scenario.scenario import Scenario

SERIES_FILE = "file"


def resolved_yaml(scenario: Scenario, folder: Path) -> str:
    """Return the case as YAML text for a file in `folder`; each leaf with value, origin, source, date, confidence.

    Series files are named relative to `folder`. Loading the text gives the same scenario.
    """
    head = [f"# {scenario.name}: every input of this case and where it comes from; no source means assumed"]
    return "\n".join([*head, *_lines(scenario.tree, (), scenario, folder)]) + "\n"


def resolved_leaves(scenario: Scenario, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the key path of every leaf of that text with the words it is written with, in the order written."""
    for path, leaf in _walked(scenario.tree, ()):
        yield dotted(path), _words(leaf, path, scenario, folder)


def _walked(node: Node, path: KeyPath) -> Iterator[tuple[KeyPath, Leaf]]:
    if isinstance(node, Leaf):
        yield path, node
        return
    below = node.children.items() if isinstance(node, Branch) else ((str(n), one) for n, one in enumerate(node.items))
    for key, child in below:
        yield from _walked(child, (*path, key))


def _lines(node: Branch, path: KeyPath, scenario: Scenario, folder: Path) -> list[str]:
    indent, found = "  " * len(path), []
    for key, child in node.children.items():
        if isinstance(child, Branch) and child.children:
            found += [f"{indent}{_scalar(key)}:", *_lines(child, (*path, key), scenario, folder)]
        else:
            found.append(f"{indent}{_scalar(key)}: {_inline(child, (*path, key), scenario, folder)}")
    return found


def _inline(node: Node, path: KeyPath, scenario: Scenario, folder: Path) -> str:
    if isinstance(node, Leaf):
        return _leaf(node, path, scenario, folder)
    if isinstance(node, Items):
        items = [_inline(item, (*path, str(number)), scenario, folder) for number, item in enumerate(node.items)]
        return "[" + ", ".join(items) + "]"
    below = [
        f"{_scalar(key)}: {_inline(child, (*path, key), scenario, folder)}" for key, child in node.children.items()
    ]
    return "{" + ", ".join(below) + "}"


def _leaf(leaf: Leaf, path: KeyPath, scenario: Scenario, folder: Path) -> str:
    words = _words(leaf, path, scenario, folder)
    return "{" + ", ".join(f"{key}: {_scalar(word)}" for key, word in words.items()) + "}"


def _words(leaf: Leaf, path: KeyPath, scenario: Scenario, folder: Path) -> dict[str, Any]:
    """Return a value with what is known about it, words that are empty left out."""
    fact = scenario.facts[dotted(path)]
    value = fact.value
    if path[-1] == SERIES_FILE and isinstance(value, str):
        value = Path(os.path.relpath((leaf.folder / value).resolve(), folder.resolve())).as_posix()
    source = fact.source or (ASSUMED if is_number(value) else "")
    words = {"value": value, "origin": fact.origin, "source": source, "date": fact.date}
    words |= {"confidence": fact.confidence, "note": fact.note}
    words |= {"source_zh": fact.source_zh, "note_zh": fact.note_zh}
    return {key: word for key, word in words.items() if key == "value" or word}


def _scalar(value: object) -> str:
    """Return a scalar as JSON, which is YAML; keys that are plain words stay bare."""
    if isinstance(value, str) and value.isidentifier() and value.isascii() and value not in {"null", "true", "false"}:
        return value
    return json.dumps(value, ensure_ascii=False)
