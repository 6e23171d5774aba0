"""What the shipped inputs say about their numbers, they say in Chinese too."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

INPUTS = Path(__file__).parents[2] / "inputs"
_CHINESE = re.compile("[\u4e00-\u9fff]")


def _told(node: Any) -> Iterator[tuple[str, str]]:
    """Yield every note and source with its Chinese, empty without one."""
    if isinstance(node, dict):
        for key in ("note", "source"):
            if isinstance(node.get(key), str) and node[key] not in ("", "assumed"):
                yield node[key], str(node.get(f"{key}_zh", ""))
        for child in node.values():
            yield from _told(child)
    elif isinstance(node, list):
        for child in node:
            yield from _told(child)


@pytest.mark.parametrize("path", sorted(INPUTS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_note_and_source_is_told_in_chinese(path: Path) -> None:
    """A note in English alone stood in the Chinese page, workbook and `explain`."""
    tree = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    assert [words for words, zh in _told(tree) if not _CHINESE.search(zh or words)] == []
