"""Walking the shape of the input: which record stands at a key path, and which keys it knows."""

from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from storage_model.scenario.reading.tree import Branch, KeyPath, Leaf, Node, children


def record_at(record: Any, node: Node, path: KeyPath) -> type[BaseModel] | None:
    """Return the record class expected at a key path; where kinds may stand, the one the file names."""
    kind = _chosen(record, node)
    for key in path:
        kind = _below(kind, key)
        node = dict(children(node)).get(key, Branch(children={}, place=""))
        kind = _chosen(kind, node)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def kinds_below(record: Any, node: Node, path: KeyPath) -> dict[str, type[BaseModel]]:
    """Return the records that may stand at a key path, by the word in their `kind`."""
    for key in path[:-1]:
        record = _below(_chosen(record, node), key)
        node = dict(children(node)).get(key, Branch(children={}, place=""))
    return kinds_at(_below(_chosen(record, node), path[-1]))


def kinds_at(annotation: Any) -> dict[str, type[BaseModel]]:
    """Return the records a place may hold, by the word in their `kind`."""
    return {get_args(r.model_fields["kind"].annotation)[0]: r for r in _records(annotation) if "kind" in r.model_fields}


def record_of(annotation: Any) -> type[BaseModel] | None:
    """Return the one record a place may hold; None where it may hold several, or none."""
    records = _records(annotation)
    return records[0] if len(records) == 1 else None


def holds_keys(annotation: Any) -> bool:
    """Whether something with keys of its own may stand at a place: a record, or things by name."""
    annotation = _bare(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return any(holds_keys(part) for part in get_args(annotation))
    return get_origin(annotation) is dict or bool(_records(annotation))


def _below(annotation: Any, key: str) -> Any:
    annotation = _bare(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        known = annotation.model_fields.get(key)
        return None if known is None else known.annotation
    if get_origin(annotation) in (dict, list):
        return get_args(annotation)[-1]
    return None


def _chosen(annotation: Any, node: Node) -> Any:
    """Return the one record class meant at a node, or the annotation itself where there is nothing to choose."""
    records = _records(annotation)
    if len(records) == 1:
        return records[0]
    kind = dict(children(node)).get("kind")
    return kinds_at(annotation).get(str(kind.value)) if records and isinstance(kind, Leaf) else _bare(annotation)


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _records(annotation: Any) -> list[type[BaseModel]]:
    annotation = _bare(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return [record for part in get_args(annotation) if part is not NoneType for record in _records(part)]
    return [annotation] if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []
