"""The arrows point one way: what each part may import, read from the source itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "storage_model"
ROWS = (
    {
        "units",
        "horizon",
        "problems",
        "problem_words",
        "problem_remedies",
        "problem_phrases",
        "no_memory",
        "facts",
        "records",
        "deviations",
        "blocks",
        "digest",
        "durable",
        "room",
        "version",
    },
    {"prices"},
    {"assets", "markets", "policies"},
    {"scenario"},
    {"dispatch"},
    {"foresight"},
    {"lifetime"},
    {"finance"},
    {"cases"},
    {"words"},
    {"workbook"},
    {"runs"},
    {"report"},
    {"shared"},
    {"cli"},
)
ROW_OF = {part: number for number, row in enumerate(ROWS) for part in row}
HEAVY = {
    "pandas",
    "pyomo",
    "highspy",
    "scipy",
    "duckdb",
    "pydantic",
    "numpy",
    "vl_convert",
    "xlsxwriter",
    "loky",
    "jinja2",
    "sqlalchemy",
    "alembic",
    "psycopg",
    "adbc_driver_postgresql",
}
SOURCES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a file's dotted module name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """Return the first word below the package, empty for the package itself."""
    return module.split(".")[1] if "." in module else ""


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(node: ast.AST, package: str) -> Iterator[str]:
    """Yield every module imported anywhere below a node, in functions and type checks too; relative ones made
    absolute.
    """
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            base = ".".join(package.split(".")[: 1 - found.level or None]) if found.level else ""
            module = ".".join(filter(None, (base, found.module)))
            if module == "storage_model":
                yield from (f"storage_model.{alias.name}" for alias in found.names)
            else:
                yield module


def imports_of(path: Path) -> list[str]:
    """Return all imports of a file."""
    module = name_of(path)
    return list(imports(tree_of(path), module if path.name == "__init__.py" else module.rpartition(".")[0]))


def ours(path: Path) -> list[str]:
    """Return a file's imports of this package."""
    return [module for module in imports_of(path) if module.startswith("storage_model.")]


def at_import(path: Path) -> list[str]:
    """Return what importing the file imports at once: neither inside functions nor under TYPE_CHECKING."""

    class Outside(ast.NodeTransformer):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
            del node

        def visit_If(self, node: ast.If) -> ast.AST | None:
            return None if "TYPE_CHECKING" in ast.dump(node.test) else node

    module = name_of(path)
    tree = Outside().visit(ast.parse(path.read_text(encoding="utf-8")))
    return list(imports(tree, module if path.name == "__init__.py" else module.rpartition(".")[0]))


def users_of(library: str) -> set[str]:
    """Return the parts that import a library."""
    return {
        part_of(name_of(path))
        for path in SOURCES
        if any(module.split(".")[0] == library for module in imports_of(path))
    }


def test_every_part_has_its_row() -> None:
    """A new folder or file at the top needs a place in the order, one that is gone leaves none."""
    found = {part_of(name_of(path)) for path in SOURCES} - {""}
    assert found == set(ROW_OF)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_inside_imports_from_the_top(path: Path) -> None:
    """What the package shows outside stands on all its parts: each is imported from where it lives."""
    assert {part_of(module) for module in ours(path)} <= set(ROW_OF)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_point_upward(path: Path) -> None:
    """A module imports from rows above its own, or from its own folder; siblings of a row leave each other alone."""
    own = part_of(name_of(path))
    wrong = [
        module
        for module in ours(path)
        if (other := part_of(module)) != own
        and other in ROW_OF
        and own in ROW_OF
        and not (ROW_OF[other] < ROW_OF[own] or (ROW_OF[own] == 0 == ROW_OF[other]))
    ]
    assert wrong == []


def test_no_circles() -> None:
    """Following what is imported at once never leads back; a loop inside a folder counts too."""
    modules = {name_of(path): path for path in SOURCES}
    edges = {
        name: {module for module in at_import(path) if module in modules and module != name}
        for name, path in modules.items()
    }
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name not in done:
            for other in sorted(edges[name]):
                walk(other, (*trail, name))
            done.add(name)

    for name in sorted(edges):
        walk(name, ())


def _folder_of(module: str) -> str:
    """Return the folder a module stands in, or the folder it is."""
    parts = ROOT.joinpath(*module.split("."))
    return module if parts.is_dir() else module.rpartition(".")[0]


def _beside(one: str, other: str) -> bool:
    """Whether neither folder stands in the other: a part and its own pieces may know one another."""
    return not f"{one}.".startswith(f"{other}.") and not f"{other}.".startswith(f"{one}.")


def test_no_circles_of_folders() -> None:
    """Folders of one part stand in an order too: what one imports never leads back to it, in functions as anywhere."""
    edges: dict[str, set[str]] = {}
    for path in SOURCES:
        own = _folder_of(name_of(path.parent / "x.py"))
        edges.setdefault(own, set()).update(other for one in ours(path) if _beside(own, other := _folder_of(one)))
    reached: dict[str, set[str]] = {}
    for start in edges:
        waiting, found = [start], set[str]()
        while waiting:
            new = edges.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        reached[start] = found
    assert sorted(one for one, found in reached.items() if one in found) == []


def test_the_optimiser_stays_in_its_place() -> None:
    """Pyomo only where rules are written, HiGHS only where they are solved."""
    assert users_of("pyomo") <= {"assets", "markets", "dispatch"}
    assert users_of("highspy") <= {"dispatch"}


def test_private_pyomo_in_one_file() -> None:
    """Templates are a private part of Pyomo: one file names them."""
    private = {path.name for path in SOURCES if "template_expr" in path.read_text(encoding="utf-8")}
    assert private == {"symbolic.py"}


@pytest.mark.parametrize("path", sorted((PACKAGE / "finance").rglob("*.py")), ids=name_of)
def test_finance_sees_numbers_only(path: Path) -> None:
    """No scenario, dispatch, lifetime, solver, frame or file."""
    modules = imports_of(path)
    assert not {part_of(module) for module in ours(path)} & {"scenario", "dispatch", "lifetime", "assets", "markets"}
    assert not {module.split(".")[0] for module in modules} & {
        "pyomo",
        "pandas",
        "highspy",
        "duckdb",
        "pathlib",
        "os",
        "io",
    }


def test_command_line_imports_nothing_heavy() -> None:
    """Importing the command line in a fresh interpreter loads none of the heavy libraries, through any module."""
    asked = f"import sys, storage_model.cli; print([name for name in {sorted(HEAVY)!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", sorted((PACKAGE / "cli").rglob("*.py")), ids=name_of)
def test_command_files_import_nothing_heavy(path: Path) -> None:
    """Each command's file, also those loaded only when called, keeps heavy imports inside its functions."""
    assert not {module.split(".")[0] for module in at_import(path)} & HEAVY


@pytest.mark.parametrize("path", [p for p in SOURCES if part_of(name_of(p)) != "cli"], ids=name_of)
def test_library_does_not_print(path: Path) -> None:
    """Words for the screen belong to the command line."""
    calls = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    assert not [call.lineno for call in calls if call.func.id == "print"]  # type: ignore[attr-defined]


def test_optimising_prints_nothing() -> None:
    """Nothing reaches the screen while a schedule is found, no solver's banner either: `--json` output must
    stay clean.
    """
    program = "from tests.sites import audited, battery, battery_site; audited(battery_site(battery(), [1.0, 2.0]))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("", "")


def test_files_stay_small() -> None:
    """No file of the library past 300 lines."""
    assert not [path.name for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > 300]


@pytest.mark.parametrize("path", sorted((PACKAGE / "runs" / "reaudit").rglob("*.py")), ids=name_of)
def test_the_second_audit_knows_nothing_of_the_first(path: Path) -> None:
    """What audits a run from its files shares no code with what computed, settled and valued it."""
    builders = {"assets", "markets", "policies", "prices", "scenario", "dispatch", "lifetime", "finance", "cases"}
    assert not {part_of(module) for module in ours(path)} & builders
