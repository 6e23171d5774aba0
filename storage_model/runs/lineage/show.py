"""A walk back as a tree for the terminal, and as data."""

from typing import TYPE_CHECKING, Any, get_args

from storage_model.runs.lineage.node import Node
from storage_model.words.format import number, unit_words
from storage_model.words.label import Lang, Unit

if TYPE_CHECKING:
    from rich.tree import Tree


def tree_of(node: Node, lang: Lang, *, depth: int | None = None) -> "Tree":
    """Return the tree; below `depth` levels only a mark says that there is more."""
    from rich.text import Text
    from rich.tree import Tree

    def grown(one: Node, level: int) -> Tree:
        tree = Tree(_line(one, lang, top=level == 0))
        if depth is not None and level >= depth and one.children:
            tree.add(Text("…", style="dim"))
            return tree
        for child in one.children:
            tree.add(grown(child, level + 1))
        return tree

    return grown(node, 0)


def _line(node: Node, lang: Lang, *, top: bool) -> Any:
    from rich.text import Text

    sign = "− " if node.sign < 0 and not top else ""
    line = Text(f"{sign}{node.label.of(lang)}", style="bold" if top else "")
    if node.value is not None:
        line.append(f"  {shown_value(node, lang)}", style="bold cyan" if node.kind != "source" else "cyan")
    if node.formula is not None:
        line.append(f"  = {node.formula.of(lang)}", style="dim")
    if node.note is not None and node.note.of(lang):
        line.append(f"  ({node.note.of(lang)})", style="dim")
    return line


def shown_value(node: Node, lang: Lang) -> str:
    """Return a value as reports show it; an input as it was written."""
    if node.value is None:
        return ""
    if node.unit not in get_args(Unit) or node.unit == "none":
        return f"{node.value:.6g}" if abs(node.value) < 1e6 else f"{node.value:,.0f}"
    unit: Any = node.unit
    name = unit_words(unit, lang)
    return f"{number(node.value, unit)}{'' if name in ('', '%') else ' '}{name}"


def as_data(node: Node) -> dict[str, Any]:
    """Return the tree as data: values in machine units, signs, formulas in both languages, files and documents."""
    found: dict[str, Any] = {
        "key": node.key,
        "zh": node.label.zh,
        "en": node.label.en,
        "unit": node.unit,
        "value": node.value,
        "kind": node.kind,
        "sign": node.sign,
    }
    if node.formula is not None:
        found["formula"] = {"zh": node.formula.zh, "en": node.formula.en}
    if node.note is not None:
        found["note"] = {"zh": node.note.zh, "en": node.note.en}
    found |= {key: text for key, text in (("file", node.file), ("document", node.document)) if text}
    if node.by_year:
        found["by_year"] = {str(year): value for year, value in node.by_year.items()}
    found["children"] = [as_data(child) for child in node.children]
    return found
