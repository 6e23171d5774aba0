"""JSON Schemas of sweep, uncertainty and sizing files: current, fitting what the readers take, and no slip."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from storage_model.cases.file_schemas import WHOLE, file_schema
from storage_model.cli.schema import KINDS
from storage_model.scenario.validation.schema import Schema
from tests.cli import test_sample, test_size

ROOT = Path(__file__).parents[2]
FOLDERS = {"sweep": "sweeps", "uncertainty": "uncertainty", "sizing": "sizing"}
AXES = (
    "[1, 2.5]",
    "['a.yaml', null]",
    "[true, false]",
    "{low: 1, high: 2, count: 3}",
    "{low: 1.0, high: 2.0, step: 0.5}",
    "{low: 0, high: 1}",
    "{values: [1, 2]}",
)
# Kind → what is written otherwise than in a file that fits.
SLIPS = {
    "sweep": ("combine: grid", "combine: gird"),
    "uncertainty": ("moves: investment", "moves: investments"),
    "sizing": ("objective: npv", "objective: fnpv"),
}


def read(text: str) -> object:
    """Return the content of a YAML file as an editor sees it."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def fitting(kind: str) -> list[str]:
    """Return files of a kind that its reader takes."""
    shipped = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "inputs" / FOLDERS[kind]).glob("*.yaml"))]
    page = (ROOT / "docs" / "many-cases.md").read_text(encoding="utf-8")
    told = re.findall(r"```yaml\n(title.*?)```", page, re.DOTALL)
    own = {"sweep": told, "uncertainty": [test_sample.BODY], "sizing": [test_size.BODY]}
    return [*shipped, *own[kind]]


@pytest.mark.parametrize("kind", FOLDERS)
def test_the_shipped_schema_is_current(kind: str) -> None:
    """What stands beside the files is what the records say today; every shipped file leads to it."""
    folder = ROOT / "inputs" / FOLDERS[kind]
    written = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    assert written == file_schema(kind), f"run `storage-model schema {kind} --out inputs/{folder.name}/schema.json`"
    jsonschema.Draft202012Validator.check_schema(written)
    for path in folder.glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=schema.json\n"), path.name


@pytest.mark.parametrize("kind", FOLDERS)
def test_files_that_are_read_fit_and_slips_do_not(kind: str) -> None:
    """Shipped, documented and tried files; a wrong word deep inside, an unknown key and a missing one are told."""
    validator = jsonschema.Draft202012Validator(file_schema(kind))
    files = fitting(kind)
    assert len(files) >= 2
    for text in files:
        assert [error.message for error in validator.iter_errors(read(text))] == []
        assert list(validator.iter_errors(read(text + "\nseeds: 3\n")))
    text, (old, new) = files[-1], SLIPS[kind]
    assert old in text
    assert list(validator.iter_errors(read(text.replace(old, new))))
    assert list(validator.iter_errors(read(text[text.index("\n") :].partition("\n")[2].partition("\n")[2])))


@pytest.mark.parametrize("values", AXES)
def test_every_way_to_write_an_axis_fits(values: str) -> None:
    """A bare list, ranges, named values; no word alone and no list of lists."""
    validator = jsonschema.Draft202012Validator(file_schema("sweep"))
    base = "base: x.yaml\naxes:\n  a.b: "
    assert not list(validator.iter_errors(read(base + values)))
    for wrong in ("3", "[]", "[[1]]", "{low: 1, hihg: 2}", "null"):
        assert list(validator.iter_errors(read(base + wrong))), wrong


def spelt_out(part: Any, values: Schema, words: Schema) -> Any:
    """Return a part with its references to values and to `sources` written out, by rules of this test alone."""
    if isinstance(part, list):
        return [spelt_out(one, values, words) for one in part]
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).removeprefix("#/$defs/")
    if name in values:
        return {**spelt_out(values[name], values, words), **{key: part[key] for key in part if key != "$ref"}}
    if name == "Sources" or name.startswith("Sources/properties/"):
        return words if name == "Sources" else words["properties"][name.rpartition("/")[2]]
    return {key: spelt_out(one, values, words) for key, one in part.items()}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_value_is_said_once_and_means_the_same(kind: str) -> None:
    """Written out, the shipped schema is the one of the records; of 90 000 lines of the inputs one in four is left."""
    short, whole = file_schema(kind), WHOLE[kind]()
    shared = {name: one for name, one in short["$defs"].items() if name.startswith("Value.") or name == "Sources"}
    rest = {**short, "$defs": {name: one for name, one in short["$defs"].items() if name not in shared}}
    words = shared.pop("Sources")
    assert spelt_out(rest, shared, words) == whole
    assert len(json.dumps(short)) < 0.55 * len(json.dumps(whole))
    if kind == "inputs":
        assert json.dumps(short, indent=1).count("\n") < 25_000


def test_an_editor_shows_words_for_every_key() -> None:
    """Each property has a description in both languages."""
    for kind in FOLDERS:
        found = file_schema(kind)
        for shape in (found, *found["$defs"].values()):
            for key, one in shape.get("properties", {}).items():
                if "const" not in one and key not in ("sources", "zh", "en", "kind"):
                    assert " / " in one.get("description", ""), (kind, key)


def test_the_command_knows_every_schema() -> None:
    """The words it takes are the schemas there are."""
    assert tuple(WHOLE) == KINDS
