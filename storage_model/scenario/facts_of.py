"""Every leaf of a case with where it comes from, values written in code included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

from storage_model.facts import Confidence, Fact
from storage_model.scenario.reading.tree import Branch, Items, KeyPath, Leaf, Node, Sourcing, dotted, leaves

# A source written as this word says on purpose that there is none.
ASSUMED = "assumed"
DEFAULT = "default"


@dataclass(frozen=True, kw_only=True)
class Origins:
    """Where every value of a case comes from, put together when first asked for: most cases of a sweep never are.

    `written` is the merged input, `record` the case it makes; `told` names other origins by key path.
    """

    written: Branch
    record: BaseModel
    told: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def tree(self) -> Branch:
        """The merged input with every field nobody wrote."""
        return with_defaults(self.written, self.record)

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The fact behind every leaf, by key path."""
        found = facts_of(self.tree)
        return found | {key: replace(found[key], origin=place) for key, place in self.told.items() if key in found}


def facts_of(tree: Branch) -> dict[str, Fact]:
    """Return the fact behind every leaf, by key path."""
    return {dotted(path): _of_leaf(path, leaf) for path, leaf in leaves(tree)}


def with_defaults(tree: Branch, record: BaseModel) -> Branch:
    """Return the tree with every field nobody wrote, from the records; its origin is `default`."""
    for path, leaf in _defaults(record, ()):
        tree = _grown(tree, path, leaf)
    return tree


def _of_leaf(path: KeyPath, leaf: Leaf) -> Fact:
    words = leaf.sourcing
    documented = words.source not in ("", ASSUMED)
    confidence: Confidence = next(
        (c for c in get_args(Confidence) if c == words.confidence), "M" if documented else "L"
    )
    return Fact(
        key=dotted(path),
        value=leaf.value,
        origin=leaf.place,
        source=words.source if documented else "",
        date=words.date,
        confidence=confidence,
        note=words.note,
        source_zh=words.source_zh if documented else "",
        note_zh=words.note_zh,
    )


def _defaults(record: BaseModel, path: KeyPath) -> Iterator[tuple[KeyPath, Leaf]]:
    """Yield every scalar field nobody wrote; its `json_schema_extra` may carry the words of its source under `fact`."""
    for key, about in type(record).model_fields.items():
        value = getattr(record, key)
        if key not in record.model_fields_set and not isinstance(value, BaseModel | dict | list | None):
            extra = about.json_schema_extra
            words = extra.get("fact") if isinstance(extra, dict) else None
            said = {word: str(text) for word, text in words.items()} if isinstance(words, dict) else {}
            yield (*path, key), Leaf(value=value, place=DEFAULT, folder=Path(), sourcing=Sourcing(**said))
        below = value if isinstance(value, dict) else {"": value}
        for name, child in below.items():
            if isinstance(child, BaseModel):
                yield from _defaults(child, (*path, key, name) if name else (*path, key))


def _grown(node: Node, path: KeyPath, leaf: Leaf) -> Branch:
    children = dict(node.children) if isinstance(node, Branch) else {}
    below = children.get(path[0], Branch(children={}, place=DEFAULT))
    if isinstance(below, Items):
        return Branch(children=children, place=node.place)
    children[path[0]] = leaf if len(path) == 1 else _grown(below, path[1:], leaf)
    return Branch(children=children, place=node.place)
