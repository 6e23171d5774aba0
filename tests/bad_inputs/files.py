"""Case files that are not what they should be, and command lines that say what they should not."""

from pathlib import Path

from tests.bad_inputs.entry import Slip, Words

BAD = "inputs/cases/bad.yaml"
BASE = b"extends: shouyang_base.yaml\n"
TYPED = "command line"


def _file(name: str, content: bytes, code: str, place: str, got: str, fix: str) -> Slip:  # noqa: PLR0917
    def make(cases: Path) -> Words:
        (cases / "bad.yaml").write_bytes(content)
        return ["check", cases / "bad.yaml"]

    return Slip(name=name, make=make, code=code, place=place, got=got, fix=fix)


def _named(name: str, typed: str, code: str, got: str, fix: str) -> Slip:
    """A name that is no file of ours."""
    return Slip(name=name, make=lambda cases: ["check", cases / typed], code=code, place=TYPED, got=got, fix=fix)


def _large(cases: Path) -> Words:
    (cases / "bad.yaml").write_bytes(b"a: 1\n" + b"#" * (1 << 20))
    return ["check", cases / "bad.yaml"]


def _nine_levels(cases: Path) -> Words:
    for level in range(1, 10):
        below = "shouyang_base.yaml" if level == 1 else f"level{level - 1}.yaml"
        (cases / f"level{level}.yaml").write_text(f"extends: {below}\n", encoding="utf-8")
    return ["check", cases / "level9.yaml"]


def _linked(cases: Path) -> Words:
    """A link inside the project that leads out of it."""
    outside = cases.parents[2] / "outside.csv"
    outside.write_text("start,da_yuan_per_mwh\n", encoding="utf-8")
    link = cases.parent / "prices" / "link.csv"
    link.unlink(missing_ok=True)
    link.symlink_to(outside)
    (cases / "bad.yaml").write_bytes(BASE + b"prices:\n  day_ahead: {file: ../prices/link.csv}\n")
    return ["check", cases / "bad.yaml"]


def _set(text: str, code: str, got: str, fix: str) -> Slip:
    def make(cases: Path) -> Words:
        return ["check", cases / "shouyang_base.yaml", "--set", text]

    return Slip(name=f"--set {text}", make=make, code=code, place="--set", got=got, fix=fix)


YAML = (
    _file("empty", b"", "E102", TYPED, "bad.yaml", "start from"),
    _file("words only", b"# nothing but words\n", "E102", BAD, "without a key", "start from a shipped case"),
    _file("title in one language", BASE + "title: 寿阳\n".encode(), "E114", f"{BAD}:2", "寿阳", "{zh: …, en: …}"),
    _file("open bracket", b"a: [1\nb: 2\n", "E105", f"{BAD}:2", "expected", "look at this line"),
    _file("not UTF-8", b"a: \xff\n", "E105", f"{BAD}:1", "UTF-8", "save the file as UTF-8"),
    _file("GBK", "title: {zh: 寿阳, en: x}\n".encode("gbk"), "E105", f"{BAD}:1", "UTF-8", "save the file as UTF-8"),
    _file("UTF-16", "title: {zh: a, en: b}\n".encode("utf-16"), "E105", f"{BAD}:1", "UTF-8", "save the file as UTF-8"),
    _file("full-width colon", "a: 1\nb：2\nc: 3\n".encode(), "E105", f"{BAD}:3", "':'", "look at this line"),
    _file(
        "full-width comma",
        BASE + "title: {zh: 试， en: trial}\n".encode(),
        "E105",
        f"{BAD}:2",
        "flow mapping",
        "look at this line",
    ),
    _file("thousands between braces", b"a: {b: 180,000,000, c: 1}\n", "E114", f"{BAD}:1:12", "'000'", "without commas"),
    _file("two documents", b"a: 1\n---\nb: 2\n", "E105", f"{BAD}:2", "single document", "look at this line"),
    _file("NUL", b"a: \x00\n", "E105", BAD, "unacceptable character", "remove characters"),
    _file("a list as key", b"? [a, b]\n: 1\n", "E105", f"{BAD}:1:3", "mapping or list", "use a word"),
    _file("tab indent", b"a:\n\tb: 1\n", "E106", f"{BAD}:2:1", "tab", "two spaces"),
    _file(
        "key twice", b"title: {zh: a, en: b}\nname: x\nname: y\n", "E107", f"{BAD}:3:1", f"first at {BAD}:2", "keep one"
    ),
    _file("anchor", b"a: &x 1\n", "E108", f"{BAD}:1:4", "anchor &x", "write the value here"),
    _file("alias", b"a: &x 1\nb: *x\n", "E108", f"{BAD}:2:4", "alias *x", "write the value here"),
    _file("merge key", b"a: &x {b: 1}\nc: {<<: *x}\n", "E108", f"{BAD}:2", "alias *x", "write the value here"),
    _file(
        "billion laughs",
        b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "E108",
        f"{BAD}:1:4",
        "anchor &a",
        "write the value",
    ),
    _file("5000 levels", b"a: " + b"[" * 5000 + b"]" * 5000, "E109", f"{BAD}:1:3", "levels", "flatten it"),
    _file(
        "tag", b"a: !!python/object/apply:os.system [echo]\n", "E110", f"{BAD}:1:4", "python/object", "remove the tag"
    ),
    _file("binary tag", b"a: !!binary aGk=\n", "E110", f"{BAD}:1:4", "binary", "remove the tag"),
    _file("a list", b"- a\n- b\n", "E114", f"{BAD}:1", "a list", "begin with `title:`"),
    _file("one word", b"shouyang\n", "E114", f"{BAD}:1", "single value", "begin with `title:`"),
)
EXTENDS = (
    _file("circle", b"extends: bad.yaml\n", "E125", f"{BAD}:1", "bad.yaml", "extend"),
    _file("no such base", b"extends: gone.yaml\n", "E126", f"{BAD}:1", "gone.yaml", "paths start at"),
    _file("near base", b"extends: shouyang_bse.yaml\n", "E126", f"{BAD}:1", "bse", "mean `shouyang_base.yaml`?"),
    _file("base outside", b"extends: ../../../gone.yaml\n", "E127", f"{BAD}:1", "../../../gone.yaml", "copy the file"),
    _file("base with NUL", b'extends: "a\\0b"\n', "E127", f"{BAD}:1", "x00", "copy the file"),
    _file("base a mapping", b"extends: {a: 1}\n", "E114", f"{BAD}:1", "several values", "extends"),
    _file("no such project", b"project: gone.yaml\n", "E101", f"{BAD}:1", "gone.yaml", "check the name"),
    _file("project a list", b"project: [a]\n", "E114", f"{BAD}:1", "several values", "write the file's path"),
    _file("deltas a list", BASE + b"deltas: [a]\n", "E114", f"{BAD}:2", "several values", "give each delta a name"),
    _file("key of a project", BASE + b"assets: {x: 1}\n", "E111", f"{BAD}:2", "'assets'", "delta"),
    Slip(
        name="nine levels",
        make=_nine_levels,
        code="E128",
        place="inputs/cases/level1.yaml:1",
        got="level1.yaml → shouyang_base.yaml",
        fix="extend its base directly",
    ),
)
UNSAFE = (
    _file("name up", BASE + b"name: ../../etc/x\n", "E303", f"{BAD}:2", "../../etc/x", "short `name:`"),
    _file("device", BASE + b"name: CON\n", "E303", f"{BAD}:2", "CON", "short `name:`"),
    _file("device with ending", BASE + b"name: nul.txt\n", "E303", f"{BAD}:2", "nul.txt", "short `name:`"),
    _file("name of a folder", BASE + b"name: a/b\n", "E303", f"{BAD}:2", "a/b", "short `name:`"),
    _file("hidden name", BASE + b"name: .lives\n", "E303", f"{BAD}:2", ".lives", "short `name:`"),
    _file("long name", BASE + b"name: " + b"n" * 300 + b"\n", "E303", f"{BAD}:2", "nnn", "short `name:`"),
    _file("name with NUL", BASE + b'name: "a\\0b"\n', "E303", f"{BAD}:2", "x00", "short `name:`"),
    _file("name a formula", BASE + b'name: "=1+1"\n', "E303", f"{BAD}:2", "=1+1", "short `name:`"),
    _file("name of markup", BASE + b'name: "<img onerror=x>"\n', "E303", f"{BAD}:2", "<img", "short `name:`"),
    _file(
        "key a formula",
        BASE + b'policies: {"=cmd|x": ../policies/gas_tariff_legacy.yaml}\n',
        "E303",
        f"{BAD}:2",
        "=cmd|x",
        "rename the key",
    ),
    _file("key with a point", BASE + b"policies: {a.b: {kind: x}}\n", "E303", f"{BAD}:2", "a.b", "rename the key"),
    Slip(
        name="link outside", make=_linked, code="E127", place=f"{BAD}:3", got="../prices/link.csv", fix="copy the file"
    ),
)
NOT_THERE = (
    _named("no such file", "gone.yaml", "E101", "gone.yaml", "check the name"),
    _named("a folder", ".", "E103", "cases", "name the YAML file"),
    _named("name too long", "n" * 300, "E101", "nnn", "File name too long"),
    Slip(name="large", make=_large, code="E104", place=TYPED, got="bad.yaml", fix="into a CSV file"),
)
SET = (
    _set("assets.station.powr_mw=1", "E111", "powr_mw", "write `power_mw: 1`"),
    _set("assets.station.power_mw=200000", "E112", "200000", "power_mw: 200"),
    _set("assets.station=1", "E114", "one value", "name the key below it"),
    _set("name=../x", "E303", "../x", "short `name:`"),
)
FILES = (*YAML, *EXTENDS, *UNSAFE, *NOT_THERE, *SET)
