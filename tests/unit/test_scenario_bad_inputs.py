"""Every slip of the catalogue: its code, where it is, what came, what to write instead."""

from pathlib import Path

import pytest

from storage_model.problems import InputError, Problem
from storage_model.scenario.load import load_scenario
from tests.bad_inputs.site import case_of, make_site


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


def problems_of(path: Path, **options: bool) -> tuple[Problem, ...]:
    """Load a case that has to fail; return everything that is wrong with it."""
    with pytest.raises(InputError) as caught:
        load_scenario(path, {}, **options)
    assert caught.value.exit_status == 3
    return caught.value.problems


def the_one(problems: tuple[Problem, ...], code: str) -> Problem:
    """Return the problem of this code; it has to be there once."""
    found = [problem for problem in problems if problem.code == code]
    assert len(found) == 1, [problem.text() for problem in problems]
    return found[0]


# one change (a delta at line 5) → code, a piece of what came, a piece of the likely slip, a piece of the fix
CHANGES = [
    ("assets.station.poewr_mw: 200", "E111", "poewr_mw", "", "write `power_mw: 200`"),
    ("assets.station.rte: 85", "E111", "rte", "looks like percent", "product is 0.85"),
    ("assets.statoin.power_mw: 200", "E111", "statoin", "", "assets.station.power_mw"),
    ("assets.station.power_mw: 200000", "E112", "200000", "looks like kW; this key is MW", "power_mw: 200"),
    ("assets.station.energy_mwh: 400000", "E112", "400000", "looks like kWh; this key is MWh", "energy_mwh: 400"),
    ("assets.station.power_mw: null", "E113", "nothing", "", "add `power_mw: …`"),
    ("assets.station.energy_mwh: 400 MWh", "E114", "400 MWh", "'MWh' behind it", "write 400, the unit is in the key"),
    ("assets.station.energy_mwh: '400'", "E114", "'400'", "quotes", "write 400"),
    ("assets.station.energy_mwh: '1,400'", "E114", "1,400", "separators", "write 1400"),
    ("assets.station.energy_mwh: '４００'", "E114", "４００", "quotes", "write 400"),
    ("assets.station.availability_frac: 97%", "E114", "97%", "'%' behind it", "write 0.97"),
    ("assets.station.power_mw: yes", "E114", "'yes'", "", "number"),
    ("assets.station.kind: batery", "E114", "batery", "", "kind: battery"),
    ("assets.gas_plant.sets: 10.5", "E114", "10.5", "", "integer"),
    ("policies.gas_tariff.status: valid", "E114", "valid", "", "status:"),
    ("connection: 220", "E114", "one value", "", "name the key below it"),
    ("assets.station.charge_efficiency_frac: 85", "E115", "85", "looks like percent", "write 0.85"),
    ("projects.station.tax.income_tax_frac: 25", "E115", "25", "looks like percent", "write 0.25"),
    ("projects.station.hurdle.equity_frac: 8", "E115", "8", "looks like percent", "write 0.08"),
    ("price_path.level_change_frac_per_year: -3", "E115", "-3", "looks like percent", "write -0.03"),
    ("assets.station.availability_frac: -0.2", "E115", "-0.2", "", "greater than 0"),
    ("assets.station.power_mw: 0", "E116", "0", "", "greater than 0"),
    ("assets.station.energy_mwh: 0", "E117", "0", "", "greater than 0"),
    ("projects.station.investment.civil.amount_yuan: -1.0e+6", "E118", "-1000000", "", "greater than or equal to 0"),
    ("assets.station.soc_min_frac: 0.95", "E119", "soc_min_frac 0.95 and soc_max_frac 0.95", "", "exchange"),
    ("projects.station.operating_years: 0", "E121", "0", "", "greater than or equal to 1"),
    ("projects.station.investment.civil.life_years: 61", "E121", "61", "", "less than or equal to 60"),
    ("projects.station.loans.bank.years: 16", "E122", "16 years of repayment in 15", "", "write 15 or less"),
    ("projects.station.loans.bank.share_frac: 80", "E123", "80", "looks like percent", "write 0.8"),
    ("projects.station.loans.bank.share_frac: 1.2", "E123", "1.2", "more than the whole", "write 0.012 if percent"),
    ("assets.station.auxiliary_mw: .nan", "E124", ".nan", "", "the number that is meant"),
    ("assets.station.auxiliary_mw: .inf", "E124", ".inf", "", "the number that is meant"),
    ("assets.station.auxiliary_mw: 1e400", "E124", "1e400", "", "the number that is meant"),
    ("prices.day_ahead.file: ../../../out.csv", "E127", "../../../out.csv", "", "copy the file into inputs/"),
    ("prices.day_ahead.file: /etc/passwd", "E127", "/etc/passwd", "", "copy the file into inputs/"),
    ("prices.day_ahead.file: ../prices/shanxi.csv", "E101", "shanxi.csv", "", "check the name"),
    ("prices.day_ahead.file: ../prices", "E103", "../prices", "", "name"),
    ("policies.gas_tariff: ../policies/none.yaml", "E101", "none.yaml", "", "check the name"),
    ("markets.day_ahead.participants: [staton]", "E304", "staton", "", "write `station`"),
    (
        "projects.gas.loans.second: {title: {zh: 乙, en: B}, share_frac: 0.3, rate_frac: 0.03, years: 9, "
        "method: equal_payment}",
        "E123",
        "1.1 of the investment in all",
        "",
        "the rest is equity",
    ),
    ("projects.gas: null", "E305", "in no project", "", "add `gas_plant`"),
    ("projects.gas.assets: [gas_plant, station]", "E305", "station and gas", "", "keep it in one"),
]


@pytest.mark.parametrize("slip", CHANGES, ids=[f"{change[1]} {change[0]}" for change in CHANGES])
def test_each_slip_is_named_where_it_stands(cases: Path, slip: tuple[str, str, str, str, str]) -> None:
    """A slip is told with code, line, key, what came and the fix; a check that only says "invalid" fails here."""
    change, code, got, likely, fix = slip
    path = case_of(cases, f"deltas:\n  slip:\n    {change}\n")
    problem = the_one(problems_of(path), code)
    # what is missing is told at the record that lacks it, what fits together badly at the first of the two
    elsewhere = change.endswith(": null") or code == "E305" or "second" in change
    place = "inputs/projects/shouyang.yaml:" if elsewhere else "inputs/cases/bad.yaml:5"
    assert place in problem.place
    assert got in problem.got
    assert likely in problem.likely
    assert fix in problem.fix
    assert problem.expected
    assert problem.severity == "error"


# a whole file → code, where, a piece of what came
FILES = [
    (b"", "E102", "", "bad.yaml"),
    (b"# nothing but words\n", "E102", "inputs/cases/bad.yaml", "without a key"),
    (b"a: [1\nb: 2\n", "E105", "inputs/cases/bad.yaml:2", ""),
    (b"a: \xff\n", "E105", "inputs/cases/bad.yaml:1", "UTF-8"),
    (b"a: 1\n---\nb: 2\n", "E105", "inputs/cases/bad.yaml:2", "single document"),
    (b"a: \x00\n", "E105", "inputs/cases/bad.yaml", "unacceptable character"),
    (b"? [a, b]\n: 1\n", "E105", "inputs/cases/bad.yaml:1:3", "mapping or list"),
    (b"a:\n\tb: 1\n", "E106", "inputs/cases/bad.yaml:2:1", "tab"),
    (
        b"title: {zh: a, en: b}\nname: x\nname: y\n",
        "E107",
        "inputs/cases/bad.yaml:3:1",
        "first at inputs/cases/bad.yaml:2",
    ),
    (b"a: &x 1\n", "E108", "inputs/cases/bad.yaml:1:4", "anchor &x"),
    (b"a: &x 1\nb: *x\n", "E108", "inputs/cases/bad.yaml:2:4", "alias *x"),
    (b"a: " + b"[" * 5000 + b"]" * 5000, "E109", "inputs/cases/bad.yaml:1:3", "levels"),
    (b"a: !!python/object/apply:os.system [echo]\n", "E110", "inputs/cases/bad.yaml:1:4", "python/object"),
    (b"- a\n- b\n", "E114", "inputs/cases/bad.yaml:1", "a list"),
    (b"extends: bad.yaml\n", "E125", "inputs/cases/bad.yaml:1", "bad.yaml"),
    (b"extends: gone.yaml\n", "E126", "inputs/cases/bad.yaml:1", "gone.yaml"),
    (b"extends: ../../../gone.yaml\n", "E127", "inputs/cases/bad.yaml:1", "../../../gone.yaml"),
    (b"extends: {a: 1}\n", "E114", "inputs/cases/bad.yaml:1", "something else"),
    (b"project: gone.yaml\n", "E101", "inputs/cases/bad.yaml:1", "gone.yaml"),
    (b"project: [a]\n", "E114", "inputs/cases/bad.yaml:1", "something else"),
    (b"extends: shouyang_base.yaml\ndeltas: [a]\n", "E114", "inputs/cases/bad.yaml:2", "something else"),
    (b"extends: shouyang_base.yaml\nassets: {x: 1}\n", "E111", "inputs/cases/bad.yaml:2", "'assets'"),
    (b"extends: shouyang_base.yaml\nname: ../../etc/x\n", "E303", "inputs/cases/bad.yaml:2", "../../etc/x"),
    (b"extends: shouyang_base.yaml\nname: CON\n", "E303", "inputs/cases/bad.yaml:2", "CON"),
    (b"extends: shouyang_base.yaml\nname: a/b\n", "E303", "inputs/cases/bad.yaml:2", "a/b"),
    (b"extends: shouyang_base.yaml\nname: " + b"n" * 300 + b"\n", "E303", "inputs/cases/bad.yaml:2", "nnn"),
    (
        b'extends: shouyang_base.yaml\npolicies: {"=cmd|x": ../policies/gas_tariff_legacy.yaml}\n',
        "E303",
        "inputs/cases/bad.yaml:2",
        "=cmd|x",
    ),
    (b"extends: shouyang_base.yaml\npolicies: {a.b: {kind: x}}\n", "E303", "inputs/cases/bad.yaml:2", "a.b"),
    (b'extends: shouyang_base.yaml\nname: "a\\0b"\n', "E303", "inputs/cases/bad.yaml:2", "x00"),
]


@pytest.mark.parametrize(("content", "code", "place", "got"), FILES, ids=[f"{f[1]} {f[0][:30]!r}" for f in FILES])
def test_each_broken_file_is_refused(cases: Path, content: bytes, code: str, place: str, got: str) -> None:
    """A file that is not plain YAML data is refused at its line, and nothing in it is built or run."""
    path = cases / "bad.yaml"
    path.write_bytes(content)
    found = [problem for problem in problems_of(path) if problem.code == code and got in problem.got]
    assert found
    assert any(problem.place.startswith(place) for problem in found), found
    assert all(problem.fix for problem in found)


def test_missing_folder_and_large_files(cases: Path) -> None:
    """What is no file of at most 1 MiB is refused by the path as typed."""
    assert the_one(problems_of(cases / "gone.yaml"), "E101").got == str(cases / "gone.yaml")
    assert the_one(problems_of(cases), "E103").got == str(cases)
    assert the_one(problems_of(cases / ("n" * 300)), "E101").got == str(cases / ("n" * 300))
    (cases / "bad.yaml").write_bytes(b"a: 1\n" + b"#" * (1 << 20))
    assert the_one(problems_of(cases / "bad.yaml"), "E104").expected == "at most 1 MiB"


def test_nine_levels_of_extends_are_refused_and_eight_are_read(cases: Path) -> None:
    """The depth limit is eight files below the case; off by one in either direction fails here."""
    for level in range(1, 10):
        below = "shouyang_base.yaml" if level == 1 else f"level{level - 1}.yaml"
        (cases / f"level{level}.yaml").write_text(f"extends: {below}\n", encoding="utf-8")
    assert load_scenario(cases / "level8.yaml", {}).name == "level8"
    problem = the_one(problems_of(cases / "level9.yaml"), "E128")
    assert "level1.yaml → shouyang_base.yaml" in problem.got


# one change → code of the warning, a piece of what came, a piece of the likely slip
ODD = [
    ("assets.station.energy_mwh: 40", "W101", "0.2 h", "another unit"),
    ("assets.station.energy_mwh: 5000", "W101", "25 h", "another unit"),
    ("projects.station.investment.equipment.amount_yuan: 5.6e+9", "W102", "14600 yuan/kWh", ""),
    ("policies.gas_tariff.yuan_per_mwh: 0.509", "W103", "0.509", "looks like yuan/kWh"),
    ("policies.gas_tariff: null", "W104", "sells nowhere", ""),
    ("connection.export_limit_mw: 4999", "W105", "4999 MW for assets of 210 MW", "another unit"),
]


@pytest.mark.parametrize(("change", "code", "got", "likely"), ODD, ids=[f"{o[1]} {o[0]}" for o in ODD])
def test_what_looks_odd_warns_and_fails_when_strict(cases: Path, change: str, code: str, got: str, likely: str) -> None:
    """An unusual size is let through with a warning, and is an error under `strict`."""
    key, _, value = change.partition(": ")
    path = case_of(cases, f"deltas:\n  odd:\n    {key}: {value}\n")
    warned = the_one(load_scenario(path, {}).warnings, code)
    assert warned.severity == "warning"
    assert got in warned.got
    assert likely in warned.likely
    strict = the_one(problems_of(path, strict=True), code)
    assert strict.severity == "error"


def test_amounts_in_wan_yuan_are_recognised(cases: Path) -> None:
    """56 000 for 560 million yuan: a station at 0.2 yuan/kWh is told to be in 万元."""
    rows = {"equipment": 56_000.0, "civil": 16_000.0, "other": 6_400.0, "land": 1_600.0}
    body = "".join(f"    projects.station.investment.{row}.amount_yuan: {amount}\n" for row, amount in rows.items())
    warned = the_one(load_scenario(case_of(cases, f"deltas:\n  wan:\n{body}"), {}).warnings, "W102")
    assert warned.likely == "万元 instead of yuan"
    assert "8e+08" in warned.fix


def test_all_slips_come_at_once(cases: Path) -> None:
    """Seven slips in five places are seven problems; a reader that stops at the first gives one."""
    body = (
        "deltas:\n  slips:\n"
        "    assets.station.power_mw: 200000\n"
        "    assets.station.energy_mwh: 400 MWh\n"
        "    assets.station.rte: 85\n"
        "    projects.gas.tax.surtax_frac: 10\n"
        "    projects.station.loans.bank.years: 20\n"
        "    markets.day_ahead.participants: [staton]\n"
        "    prices.real_time.file: ../prices/gone.csv\n"
    )
    found = problems_of(case_of(cases, body))
    assert sorted(problem.code for problem in found) == ["E101", "E111", "E112", "E114", "E115", "E122", "E304"]
    assert len({problem.place for problem in found}) == 7


# rows of a price file after its head → code, a piece of what came, a piece of the fix
SERIES = [
    (
        ["2026-01-01T00:00+08:00,1,234.5", "2026-01-01T01:00+08:00,1"],
        "E202",
        "row 2: 3 cells under 2",
        "without separators",
    ),
    (['2026-01-01T00:00+08:00,"1,234"', "2026-01-01T01:00+08:00,1"], "E205", "row 2: '1,234'", "`decimal: '.'`"),
    (["2026-01-01T00:00+08:00,1", "2026-01-01T01:00+08:00,300元"], "E205", "row 3: '300元'", "plain numbers"),
    (["2026-01-01T00:00+08:00,nan", "2026-01-01T01:00+08:00,1"], "E205", "row 2: 'nan'", "plain numbers"),
    (["2026-01-01T00:00+08:00", "2026-01-01T01:00+08:00,1"], "E202", "row 2: 1 cells", "separators"),
    (["2026-01-01T00:00,1", "2026-01-01T01:00,1"], "E210", "2026-01-01T00:00", "+08:00"),
    (["2026-01-01T00:00+08:00,1", "2026-01-01 24:00,1"], "E210", "row 3: '2026-01-01 24:00'", "`label: end`"),
    ([f"2026-01-01T0{hour}:00+08:00,1" for hour in (0, 1, 3)], "E207", "row 4: 2026-01-01T03:00", "fill the gap"),
    (["2026-01-01T00:00+08:00,1", "2026-01-01T00:00+08:00,1"], "E208", "row 3", "drop the repetition"),
    ([], "E202", "no rows", "add the data"),
]


@pytest.mark.parametrize(("rows", "code", "got", "fix"), SERIES, ids=[f"{row[1]} {row[2]}" for row in SERIES])
def test_each_slip_in_a_series_is_named(cases: Path, rows: list[str], code: str, got: str, fix: str) -> None:
    """A cell, a time or a gap that is wrong is told by file and row; none is guessed or dropped."""
    (cases.parent / "prices" / "odd.csv").write_text("\n".join(["start,da_yuan_per_mwh", *rows]), encoding="utf-8")
    path = case_of(cases, "prices:\n  day_ahead: {file: ../prices/odd.csv}\n")
    problem = the_one(problems_of(path), code)
    assert problem.place == "inputs/prices/odd.csv"
    assert problem.key == "prices.day_ahead"
    assert got in problem.got
    assert fix in problem.fix


def test_column_unit_and_encoding_of_a_series(cases: Path) -> None:
    """A column that is not there and a unit nobody knows are told with the nearest; bytes of no encoding are."""
    path = case_of(cases, "prices:\n  day_ahead: {column: da_yuan_per_mw, unit: yuan_per_mw}\n")
    found = problems_of(path)
    column, unit = the_one(found, "E203"), the_one(found, "E114")
    assert column.fix == "write `column: da_yuan_per_mwh`"
    assert unit.fix.startswith("write `unit: yuan_per_mwh`")
    assert column.place == unit.place == "inputs/cases/bad.yaml:4"
    (cases.parent / "prices" / "odd.csv").write_bytes(b"start,price\xff\xff\n2026-01-01,1\n")
    assert the_one(problems_of(case_of(cases, "prices:\n  day_ahead: {file: ../prices/odd.csv}\n")), "E201")


def test_prices_in_yuan_per_kwh_are_recognised(cases: Path) -> None:
    """Prices a thousand times too small warn; with their unit written they are the same prices."""
    rows = (cases.parent / "prices" / "shanxi_2026_like.csv").read_text(encoding="utf-8").splitlines()
    small = [f"{row.split(',')[0]},{float(row.split(',')[1]) / 1000:.4f}" for row in rows[1:]]
    head = "start,da_yuan_per_mwh"
    (cases.parent / "prices" / "kwh.csv").write_text("\n".join([head, *small]), encoding="utf-8")
    body = "prices:\n  day_ahead: {file: ../prices/kwh.csv"
    warned = the_one(load_scenario(case_of(cases, body + "}\n"), {}).warnings, "W103")
    assert warned.fix == "write `unit: yuan_per_kwh`"
    mended = load_scenario(case_of(cases, body + ", unit: yuan_per_kwh}\n"), {})
    assert mended.warnings == ()
    assert mended.prices["day_ahead"].values.mean() == pytest.approx(230.0, abs=0.1)


def test_a_missing_project_file_is_one_problem(cases: Path) -> None:
    """A wrong file name does not drown in the keys the file would have brought."""
    found = problems_of(case_of(cases, "project: ../projects/gone.yaml\n"))
    assert [problem.code for problem in found] == ["E101"]
