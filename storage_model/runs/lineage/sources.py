"""Where the way back ends: a value somebody wrote, the file it stands in, the document behind it."""

from collections.abc import Iterator

from storage_model.facts import is_number
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.trail import Trail
from storage_model.runs.reading.inputs import InputLeaf
from storage_model.runs.reaudit.files import state_of_input
from storage_model.words.label import origin_words, text
from storage_model.words.labels.documents import STATUS_LABELS

MOST_LISTED = 3
STATES = {
    "unchanged": text("文件未变", "file unchanged"),
    "changed": text("文件此后已改动", "file changed since"),
    "gone": text("文件不在原处", "file not where it was"),
}


def leaf_node(trail: Trail, leaf: InputLeaf) -> Node:
    """Return one input with the place that set it and the document behind it."""
    number = is_number(leaf.value)
    behind = leaf.source if leaf.documented else ""
    about = _joined(behind, leaf.date, leaf.note)
    about_zh = _joined(behind and (leaf.source_zh or behind), leaf.date, leaf.note_zh or leaf.note)
    origin = origin_words(leaf.origin)
    assumed_zh, assumed_en = ("", "") if behind or not number else ("假设", "assumed")
    return Node(
        key=f"input:{leaf.key}",
        label=text(leaf.key),
        unit="none",
        value=float(leaf.value) if number else None,
        kind="source",
        note=text(_joined("" if number else str(leaf.value), assumed_zh, about_zh, origin.zh),
                   _joined("" if number else str(leaf.value), assumed_en, about, origin.en)),
        file=_file_of(trail, leaf),
        document=behind,
    )  # fmt: skip


def input_nodes(trail: Trail, patterns: tuple[str, ...]) -> list[Node]:
    """Return the inputs that patterns name: `{project}` is each project of the walk, `{asset}` its assets.

    A star is any word. With `?field=value` at its end a pattern names only those below a first star with such a field.
    """
    found: dict[str, InputLeaf] = {}
    for pattern in patterns:
        place = "{asset}" if "{asset}" in pattern else "{project}"
        for name in trail.evidence.assets_of(trail.project) if place == "{asset}" else trail.projects:
            leaves = _matching(trail, pattern.replace(place, name))
            found |= {leaf.key: leaf for leaf in leaves if place == "{asset}" or _concerns(trail, leaf.key, name)}
    return leaf_nodes(trail, list(found.values()))


def _concerns(trail: Trail, key: str, project: str) -> bool:
    """Whether an input is not of a policy, or of one that names an asset of the project."""
    section, _, rest = key.partition(".")
    if section != "policies":
        return True
    named = {leaf.value for leaf in trail.leaves_like(f"policies.{rest.partition('.')[0]}.assets.*")}
    return not named.isdisjoint(trail.evidence.assets_of(project))


def leaf_nodes(trail: Trail, leaves: list[InputLeaf]) -> list[Node]:
    """Return inputs as nodes: what nobody wrote and is nothing left out, a list of more than three as one line."""
    written = [leaf for leaf in leaves if trail.every or leaf.origin != "default" or leaf.value not in (0, 0.0, False)]
    by_list: dict[str, list[InputLeaf]] = {}
    for leaf in written:
        above, _, last = leaf.key.rpartition(".")
        by_list.setdefault(above if last.isdigit() else leaf.key, []).append(leaf)
    found = []
    for key, group in by_list.items():
        if len(group) > MOST_LISTED and not trail.every:
            found.append(_list_node(trail, key, group))
        else:
            found += [leaf_node(trail, leaf) for leaf in group]
    return found


def _list_node(trail: Trail, key: str, leaves: list[InputLeaf]) -> Node:
    """Return a list of values in one line, with its sources."""
    shown = ", ".join(f"{leaf.value:g}" if is_number(leaf.value) else str(leaf.value) for leaf in leaves)
    sources = {leaf.source: leaf.source_zh or leaf.source for leaf in leaves if leaf.documented}
    assumed = sum(is_number(leaf.value) and not leaf.documented for leaf in leaves)
    about, about_zh = _joined(*sources), _joined(*dict.fromkeys(sources.values()))
    return Node(
        key=f"input:{key}",
        label=text(key),
        unit="none",
        value=None,
        kind="source",
        note=text(_joined(shown, about_zh, f"其中 {assumed} 个为假设" if assumed else "", leaves[0].origin),
                   _joined(shown, about, f"{assumed} of them assumed" if assumed else "", leaves[0].origin)),
        file=_file_of(trail, leaves[0]),
        document=next(iter(sources), ""),
    )  # fmt: skip


def _matching(trail: Trail, pattern: str) -> Iterator[InputLeaf]:
    path, _, condition = pattern.partition("?")
    field, _, wanted = condition.partition("=")
    named = trail.leaves_like(path) if "*" in path else filter(None, (trail.leaves.get(path),))
    owner = path.split(".*", 1)[0].count(".") + 2
    for leaf in named:
        beside = trail.leaves.get(".".join((*leaf.key.split(".")[:owner], field)))
        if not condition or (beside is not None and beside.value == wanted):
            yield leaf


def document_node(trail: Trail, role: str) -> Node:
    """Return the policy document behind a role, with its number, region, status and source."""
    about = {
        key: str(trail.leaves[f"policies.{role}.{key}"].value or "")
        for key in ("document", "region", "status", "source", "source_zh", "date_read", "title.zh", "title.en")
        if f"policies.{role}.{key}" in trail.leaves
    }
    leaf = next(leaf for key, leaf in trail.leaves.items() if key.startswith(f"policies.{role}."))
    number, status = about.get("document", ""), about.get("status", "")
    word = STATUS_LABELS[status] if status else text("")
    region, source, read = about.get("region", ""), about.get("source", ""), about.get("date_read", "")
    return Node(
        key=f"document:{role}",
        label=text(about.get("title.zh", role), about.get("title.en", role)),
        unit="text",
        value=None,
        kind="source",
        note=text(
            _joined(number or "无文号（假设）", region, word.zh, about.get("source_zh") or source, read),
            _joined(number or "no document (assumed)", region, word.en, source, read),
        ),
        file=_file_of(trail, leaf),
        document=number or about.get("source", "") or "assumed",
    )


def series_file_node(trail: Trail, path: str) -> Node:
    """Return the file a series was read from: its place, the column, the unit and what became of the file."""
    leaves = {key.rpartition(".")[2]: leaf for key, leaf in trail.leaves.items() if key.startswith(f"{path}.")}
    typed = str(leaves["file"].value)
    name = trail.evidence.run.input_named(typed) or typed
    sha256 = str(trail.evidence.run.manifest["inputs_sha256"].get(name, ""))
    state = STATES[state_of_input(trail.evidence, name) if sha256 else "gone"]
    column, unit = (str(leaves[key].value) if key in leaves else "" for key in ("column", "unit"))
    about = (column, unit, f"SHA-256 {sha256[:12]}…")
    return Node(
        key=f"file:{name}:{column}",
        label=text(name),
        unit="text",
        value=None,
        kind="source",
        note=text(_joined(*about, state.zh, leaves["file"].origin), _joined(*about, state.en, leaves["file"].origin)),
        file=name,
    )


def _file_of(trail: Trail, leaf: InputLeaf) -> str:
    """Return the input file that set a value; nothing for a default or the command line."""
    name = leaf.origin.rpartition(":")[0].rpartition(" ")[2] or leaf.origin
    known = trail.evidence.run.manifest["inputs_sha256"]
    return name if name in known else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
