"""Reading YAML as data only: no tags, no anchors, no duplicate keys, no endless nesting, every scalar with its line."""

import io
import math
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from storage_model.scenario.reading.sourcing import unwrap
from storage_model.scenario.reading.tree import Branch, Items, Leaf, Node
from storage_model.scenario.reading.workspace import Workspace

DEEPEST = 32
LARGEST = 1e300
_THOUSANDS = re.compile(r"[0-9]{3}(\.[0-9]*)?")
# Marks of a Chinese keyboard, which YAML takes for text.
_WIDE = {
    "：": "a full-width colon `：` for `: `",
    "，": "a full-width comma `，` for `, `",
    "｛": "full-width braces for `{ }`",
    "“": 'Chinese quotes “ ” for "',
    "\u3000": "full-width spaces for spaces",
}
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


def read_yaml(path: Path, typed: str, workspace: Workspace, place: str, key: str = "") -> Branch | None:
    """Return what a YAML file says, or None after noting why it cannot be read."""
    kept, file = workspace.memory.trees, workspace.memory.resolved(path)
    if file in kept:
        tree, workspace.hashes[workspace.name_of(path)] = kept[file]
        return tree
    before = len(workspace.problems)
    content = workspace.read(path, typed, place, key)
    node = None if content is None else _Reader(path, workspace).parse(content)
    if node is None:
        return None
    tree = unwrap(node, workspace)
    if len(workspace.problems) == before:
        kept[file] = (tree, workspace.hashes[workspace.name_of(path)])
    return tree


def read_scalar(text: str) -> object:
    """Return a scalar as YAML would read it; for values typed on the command line."""
    yaml = YAML(typ="safe", pure=True)
    node = yaml.compose(io.StringIO(text))
    if not isinstance(node, ScalarNode) or node.anchor or re.match(r"\s*!", text):
        raise ValueError(f"{text!r} is not one number, word or true/false")
    value = _value_of(node, yaml)
    if isinstance(value, float | int) and not abs(value) <= LARGEST:
        raise ValueError(f"{text!r} is not a finite number")
    return value


class _Reader:
    """One file being read; collects problems on the way."""

    def __init__(self, path: Path, workspace: Workspace) -> None:
        self.file = workspace.name_of(path)
        self.folder = path.parent
        self.workspace = workspace
        self.yaml = YAML(typ="safe", pure=True)

    def parse(self, content: bytes) -> Branch | None:
        text = self._text(content)
        root = None if text is None else self._composed(text)
        node = None if root is None else self._node(root)
        if node is None or isinstance(node, Branch):
            return node
        self._note("E114", f"{self.file}:1", "a list or a single value", "keys with values", "begin with `title:`")
        return None

    def _text(self, content: bytes) -> str | None:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self._note(
                "E105", f"{self.file}:{line}", "bytes that are not UTF-8", "UTF-8 text", "save the file as UTF-8"
            )
            return None
        if tab := _TAB_INDENT.search(text):
            place = f"{self.file}:{text.count(chr(10), 0, tab.start()) + 1}:{tab.end() - tab.start()}"
            self._note("E106", place, "a tab in the indentation", "spaces", "replace each tab by two spaces")
            return None
        return text

    def _composed(self, text: str) -> Any:
        """Return ruamel's nodes, or None after noting why there are none."""
        try:
            if not self._plain_data(text):
                return None
            root = self.yaml.compose(io.StringIO(text))
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            got = " ".join(str(words) for words in (error.context, error.problem) if words)
            line = 0 if mark is None else mark.line
            rows = " ".join(text.splitlines()[max(0, line - 1) : line + 1])
            wide = next((words for mark, words in _WIDE.items() if mark in rows), "")
            fix = "look at this line and the one above: colon, quote, indent"
            self._note("E105", self._at(mark), got, "YAML", fix, likely=wide)
            return None
        except YAMLError as error:
            self._note("E105", self.file, str(error).splitlines()[0], "YAML", "remove characters that are not text")
            return None
        if root is None:
            self._note("E102", self.file, "a file without a key", "a file with content", "start from a shipped case")
        return root

    def _plain_data(self, text: str) -> bool:
        """Refuse what is more than data, before anything is built from it."""
        depth, before = 0, len(self.workspace.problems)
        for event in self.yaml.parse(io.StringIO(text)):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > DEEPEST:
                self._note(
                    "E109", self._at(event.start_mark), f"more than {DEEPEST} levels", "few levels", "flatten it"
                )
                return False
            if isinstance(event, NodeEvent) and event.anchor is not None:
                word = "alias" if isinstance(event, AliasEvent) else "anchor"
                self._note(
                    "E108",
                    self._at(event.start_mark),
                    f"{word} {'*' if word == 'alias' else '&'}{event.anchor}",
                    "every value written out",
                    "write the value here, or share it through `extends`",
                )
            tag = getattr(event, "tag", None)
            if tag is not None and str(tag) != "!":
                self._note("E110", self._at(event.start_mark), f"tag {tag}", "plain data", "remove the tag")
        return len(self.workspace.problems) == before

    def _node(self, node: Any) -> Node:
        place = f"{self.file}:{node.start_mark.line + 1}"
        if isinstance(node, MappingNode):
            children: dict[str, Node] = {}
            behind_commas = [key for key, value in node.value if node.flow_style and _is_thousands(key, value)]
            if behind_commas:
                self._note_thousands(behind_commas[0])
            for key_node, value_node in node.value:
                if key_node in behind_commas:
                    continue
                key = self._key(key_node)
                if key in children:
                    got = f"{key!r} a second time; first at {children[key].place}"
                    self._note("E107", self._at(key_node.start_mark), got, "each key once", "keep one of the two")
                    continue
                children[key] = self._node(value_node)
            return Branch(children=children, place=place)
        if isinstance(node, SequenceNode):
            return Items(items=tuple(self._node(item) for item in node.value), place=place)
        return Leaf(value=self._scalar(node), place=place, folder=self.folder)

    def _note_thousands(self, node: Any) -> None:
        """Note the rest of a number that a comma ended: between braces it reads as a key without a value."""
        got = f"{node.value!r} behind a comma"
        fix = "write the digits of the number without commas"
        self._note(
            "E114", self._at(node.start_mark), got, "`key: value`", fix, likely="a number with thousands separators"
        )

    def _key(self, node: Any) -> str:
        if isinstance(node, ScalarNode):
            return str(node.value)
        self._note("E105", self._at(node.start_mark), "a key that is itself a mapping or list", "a word", "use a word")
        return "?"

    def _scalar(self, node: ScalarNode) -> object:
        try:
            value = _value_of(node, self.yaml)
        except ValueError:
            value = math.inf
        if isinstance(value, float | int) and not abs(value) <= LARGEST:
            written = str(node.value)
            got = written if len(written) <= 20 else f"{written[:20]}…"
            self._note("E124", self._at(node.start_mark), got, "a finite number", "write the number that is meant")
            return 0.0
        return value

    def _at(self, mark: Any) -> str:
        return self.file if mark is None else f"{self.file}:{mark.line + 1}:{mark.column + 1}"

    def _note(self, code: str, place: str, got: str, expected: str, fix: str, *, likely: str = "") -> None:
        self.workspace.note(code, place, "", got, expected=expected, fix=fix, likely=likely)


def _is_thousands(key: Any, value: Any) -> bool:
    """Whether a key without a value is what a comma cut off a number."""
    return isinstance(key, ScalarNode) and bool(_THOUSANDS.fullmatch(str(key.value))) and value.value == ""


def _value_of(node: ScalarNode, yaml: YAML) -> object:
    """Return the scalar; dates and everything unusual stay text."""
    if str(node.tag).rsplit(":", 1)[-1] not in {"int", "float", "bool", "null"}:
        return node.value
    return yaml.constructor.construct_object(node)
