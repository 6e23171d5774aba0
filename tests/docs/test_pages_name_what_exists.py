"""Pages that name tests and rules name real ones."""

import ast
import re
from pathlib import Path

import pytest

from tests.guide import DOCS, PAGES, ROOT

TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
RULES = re.compile(r"^\| ((?:`\w+`,? ?)+(?:…)? ?)\| ", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_named_test_is_there(page: Path) -> None:
    """File and function."""
    for name, function in TEST.findall(page.read_text(encoding="utf-8")):
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert not function or function in found, f"{name}::{function}"


@pytest.mark.parametrize("page", ["battery", "connection", "mine-gas", "market-products"])
def test_a_rule_has_its_name_in_the_model(page: str) -> None:
    """As in the stored texts of small models, or in the source where no small model has it."""
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/formulation").glob("*.lp"))
    rules = [ROOT / "storage_model" / part for part in ("assets", "dispatch", "markets")]
    sources = "".join(path.read_text(encoding="utf-8") for folder in rules for path in folder.rglob("*.py"))
    table = text[text.index("| rule |") :].split("\n\n")[0]
    names = [name for cell in RULES.findall(table) for name in re.findall(r"`(\w+)`", cell)]
    assert len(names) > 3
    for name in names:
        stem = name.replace("cells_share_charge_mw", "cells_share_")  # the quantity follows
        part = name.rsplit("_", 1)[-1]  # the figure stands before it
        assert any(
            (
                f"_{name}(" in written, f"_{name}_" in written, f"def {name}(" in sources, f'"{stem}' in sources,
                f'}}_{part}"' in sources,
            )
        ), name  # fmt: skip
