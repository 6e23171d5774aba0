"""What bad input has to be told together, or is let through; one slip at a time stands in the catalogue."""

from pathlib import Path

import pytest

from storage_model.problems import InputError, Problem
from storage_model.scenario.load import load_scenario
from tests.bad_inputs.entry import Slip
from tests.bad_inputs.odd_values import ODD
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


def test_eight_levels_of_extends_are_read(cases: Path) -> None:
    """The depth limit is eight files below the case; a stricter one fails here, a looser one in the catalogue."""
    for level in range(1, 9):
        below = "shouyang_base.yaml" if level == 1 else f"level{level - 1}.yaml"
        (cases / f"level{level}.yaml").write_text(f"extends: {below}\n", encoding="utf-8")
    assert load_scenario(cases / "level8.yaml", {}).name == "level8"


@pytest.mark.parametrize("slip", ODD, ids=lambda slip: slip.name)
def test_what_looks_odd_passes_with_a_warning(cases: Path, slip: Slip) -> None:
    """An unusual size is let through unless asked to be strict, which the catalogue does."""
    _, path, _ = slip.make(cases)
    warned = the_one(load_scenario(Path(str(path)), {}).warnings, slip.code)
    assert warned.severity == "warning"
    assert slip.got in warned.got
    assert slip.likely in warned.likely


def test_a_rate_by_date_of_effect_is_judged_by_the_unit_of_its_key(cases: Path) -> None:
    """0.2 yuan/kWh in a key of yuan/MWh, below a date: the date is no unit."""
    path = case_of(
        cases,
        "policies: {bonus: ../policies/discharge_subsidy_xinjiang.yaml}\n"
        "deltas: {slip: {policies.bonus.yuan_per_mwh: {2026-01-01: 0.2}}}\n",
    )
    warned = the_one(load_scenario(path, {}).warnings, "W103")
    assert warned.key == "policies.bonus.yuan_per_mwh.2026-01-01"
    assert warned.fix == "write 200"


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
