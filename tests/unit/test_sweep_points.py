"""Which cases a sweep file asks for, counted by hand; and every slip in one, told in its place."""

from pathlib import Path

import pytest

from storage_model.cases.many.plan import plan_sweep
from storage_model.cases.many.points import count_of, points_of
from storage_model.cases.many.read_sweep import read_sweep
from storage_model.cases.many.standing import Standing
from storage_model.cases.many.sweep_file import SweepFile
from storage_model.problems import InputError
from tests.many import CAPEX, LOSS, RATE, grid, planned, small_site, sweep_of


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case."""
    return small_site(tmp_path_factory.mktemp("site"))


def asked(combine: str, axes: dict, **more: object) -> SweepFile:
    """Return a sweep as its file would be read."""
    named = {key: {"values": value} if isinstance(value, list) else value for key, value in axes.items()}
    return SweepFile.model_validate({"base": "b.yaml", "combine": combine, "axes": named, **more})


def test_a_grid_has_every_combination() -> None:
    """2 × 3 points, the last key fastest."""
    points = points_of(asked("grid", {"a.x": [1, 2], "b.y": {"low": 0.0, "high": 1.0, "count": 3}}))
    assert [tuple(point.values()) for point in points] == [(1, 0.0), (1, 0.5), (1, 1.0), (2, 0.0), (2, 0.5), (2, 1.0)]


def test_side_by_side_and_one_at_a_time() -> None:
    """Zip pairs values; one at a time begins with the base and never moves two."""
    axes = {"a.x": [1, 2], "b.y": [True, "word"]}
    assert points_of(asked("zip", axes)) == [{"a.x": 1, "b.y": True}, {"a.x": 2, "b.y": "word"}]
    assert points_of(asked("one_at_a_time", axes)) == [{}, {"a.x": 1}, {"a.x": 2}, {"b.y": True}, {"b.y": "word"}]


def test_steps_reach_their_end_without_dust() -> None:
    """0.1 to 0.7 by 0.1 is seven values, the third 0.3; whole numbers stay whole; a step past the end is left out."""
    tenths = asked("grid", {"a.x": {"low": 0.1, "high": 0.7, "step": 0.1}})
    assert [point["a.x"] for point in points_of(tenths)] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
    years = [point["a.x"] for point in points_of(asked("grid", {"a.x": {"low": 10, "high": 21, "step": 5}}))]
    assert years == [10, 15, 20]
    assert {type(year) for year in years} == {int}
    sets = [point["a.x"] for point in points_of(asked("grid", {"a.x": {"low": 6, "high": 14, "count": 5}}))]
    assert (sets, {type(one) for one in sets}) == ([6, 8, 10, 12, 14], {int})
    assert [point["a.x"] for point in points_of(asked("grid", {"a.x": {"low": 6, "high": 7, "count": 3}}))] == [
        6,
        6.5,
        7,
    ]


@pytest.mark.parametrize("combine", ["grid", "zip", "one_at_a_time"])
@pytest.mark.parametrize("step", [1e-12, 1e-300, 1e-320])
def test_a_step_of_nearly_nothing_is_refused_at_its_axis(combine: str, step: float, case: Path) -> None:
    """More values than a number says: told with its line, none of them made, no count of a hundred digits advised."""
    body = grid({LOSS: f"{{low: 0.5, high: 0.9, step: {step}}}"}, combine=combine)
    with pytest.raises(InputError) as wrong:
        read_sweep(sweep_of(case, body, "dense.yaml"))
    (problem,) = wrong.value.problems
    assert (problem.code, "dense.yaml:4" in problem.place) == ("E143", True), problem.place
    assert (problem.got, problem.fix) == (
        "more than 100,000 cases",
        "use fewer values or a larger step, or draw them (`combine: lhs`)",
    )


@pytest.mark.parametrize("combine", ["sobol", "lhs"])
def test_drawn_cases_fill_their_ranges_and_come_again(combine: str) -> None:
    """Of 16 draws each sixteenth of a range has one; the same seed draws the same, another does not."""
    axes = {"a.x": {"low": 10.0, "high": 26.0}, "b.y": ["low", "high"]}
    points = points_of(asked(combine, axes, samples=16, seed=7))
    assert sorted(int(float(point["a.x"])) for point in points) == list(range(10, 26))  # type: ignore[arg-type]
    assert sorted(str(point["b.y"]) for point in points) == ["high"] * 8 + ["low"] * 8
    assert points == points_of(asked(combine, axes, samples=16, seed=7))
    assert points != points_of(asked(combine, axes, samples=16, seed=8))


def test_counting_makes_no_point() -> None:
    """A thousand thousand thousand points are counted at once."""
    axes = {f"a.{name}": {"low": 0.0, "high": 1.0, "count": 1000} for name in "xyz"}
    assert count_of(asked("grid", axes)) == 10**9
    for combine, count in (("grid", 6), ("one_at_a_time", 6)):
        sweep = asked(combine, {"a.x": [1, 2], "b.y": [1, 2, 3]})
        assert count_of(sweep) == count == len(points_of(sweep))


def test_cases_that_differ_in_money_alone_share_a_dispatch(case: Path) -> None:
    """3 × 2 cases need the two lives of their two efficiencies; a yearly price and capex ask for none of their own."""
    plan = planned(sweep_of(case, grid({CAPEX: [1e8, 2e8, 3e8], LOSS: [0.9, 0.92]})))
    assert [sorted(one.number for one in cases) for cases in plan.lives.values()] == [[1, 3, 5], [2, 4, 6]]
    assert len(planned(sweep_of(case, grid({CAPEX: [1e8, 2e8], RATE: [0, 100, 330]}))).lives) == 1


def test_a_plan_is_known_by_what_it_computes(case: Path) -> None:
    """Read again it is the same; another value, metric or price file makes another."""
    body = grid({CAPEX: [1e8, 2e8]})
    digest = planned(sweep_of(case, body)).digest
    assert planned(sweep_of(case, body)).digest == digest
    for other in (grid({CAPEX: [1e8, 3e8]}), grid({CAPEX: [1e8, 2e8]}, metrics="[dscr_min]")):
        assert planned(sweep_of(case, other)).digest != digest


SLIPS = {
    "unknown axis": (grid({"projects.station.investment.equipment.amount": [1]}), "E111", "amount_yuan", 3),
    "wrong value": (grid({LOSS: [0.9, 90.0]}), "E115", "percent", 3),
    "unknown key": ("combin: zip\n" + grid({CAPEX: [1e8]}), "E111", "combine", 2),
    "unknown word": (grid({CAPEX: [1e8]}, combine="gird"), "E114", "grid", 2),
    "no axis": ("combine: grid\n", "E113", "axes", 1),
    "list and range": (grid({CAPEX: "{values: [1e8], low: 1.0}"}), "E114", "not both", 3),
    "range without parts": (grid({CAPEX: "{low: 1.0e8, high: 2.0e8}"}), "E141", "count", 3),
    "range upside down": (grid({CAPEX: "{low: 2.0e8, high: 1.0e8, count: 3}"}), "E114", "below its high", 3),
    "uneven pairs": (grid({CAPEX: [1, 2], LOSS: [0.9]}, combine="zip"), "E141", "same count", 4),
    "nothing drawn": (grid({CAPEX: "{low: 1.0e8, high: 2.0e8}"}, combine="lhs"), "E142", "samples", 1),
    "odd sobol": (grid({CAPEX: "{low: 1.0e8, high: 2.0e8}"}, combine="sobol", samples=48), "E142", "32", 3),
    "too many": (grid({CAPEX: "{low: 1.0e8, high: 2.0e8, count: 5000}"}), "E143", "5000", 3),
    "unknown metric": (grid({CAPEX: [1e8]}, metrics="[irr_equity]"), "E144", "irr_equity_frac", 2),
    "unknown project": (grid({CAPEX: [1e8]}, project="statoin"), "E144", "station", 2),
    "no key": (grid({"assets..power_mw": [1.0]}), "E111", "a key path", 3),
    "drawn in parts": (
        grid({CAPEX: "{low: 1.0e8, high: 2.0e8, count: 3}"}, combine="lhs", samples=8), "E141", "leave out count", 5,
    ),
    "a value twice": (grid({CAPEX: [1e8, 2e8, 1e8]}), "E141", "twice", 3),
    "no value": (grid({CAPEX: []}), "E114", "at least 1 value", 3),
    "samples of a grid": (grid({CAPEX: [1e8]}, samples=8), "E142", "combine: lhs", 2),
    "one value": (grid({CAPEX: 1e8}), "E114", "amount_yuan: [100000000.0]`", 3),
    "values that are lists": (grid({"markets.day_ahead.participants": "[[station]]"}), "E114", "got      several", 3),
    "a metric twice": (grid({CAPEX: [1e8]}, metrics="[dscr_min, dscr_min]"), "E141", "each metric once", 2),
    "set again": (grid({CAPEX: [1e8], "projects.*.investment.equipment.amount_yuan": [2e8]}), "E141", "sets again", 3),
    "a factor too many": (grid({f"{CAPEX}.times": [-1.0]}), "E118", "equipment.amount_yuan", 3),
    "draws of a whole number": (
        grid({"projects.station.operating_years": "{low: 1, high: 2}"}, combine="lhs", samples=8),
        "E114", "[6, 7, 8]", 5,
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_line_and_the_nearest_name(case: Path, slip: str) -> None:
    """Code, the word that mends it, and the line of the sweep file."""
    body, code, words, line = SLIPS[slip]
    with pytest.raises(InputError) as caught:
        planned(sweep_of(case, body, f"{slip.replace(' ', '_')}.yaml"))
    (problem,) = caught.value.problems
    assert problem.code == code
    assert words in problem.text()
    assert f"{slip.replace(' ', '_')}.yaml:{line}" in problem.place


def test_pairs_and_weights_may_repeat(case: Path) -> None:
    """Side by side, and where cases are drawn, a value may come again."""
    for more in ({"combine": "zip"}, {"combine": "lhs", "samples": 2}):
        assert len(planned(sweep_of(case, grid({CAPEX: [1e8, 1e8]}, **more))).cases) == 2


def test_every_problem_at_once(case: Path) -> None:
    """Two unknown keys, a wrong value and an unknown metric: four problems, nothing run."""
    body = grid({"assets.station.power": [1.0], "assets.station.energy": [1.0], LOSS: [-1.0]}, metrics="[npv]")
    with pytest.raises(InputError) as caught:
        planned(sweep_of(case, body))
    assert sorted(problem.code for problem in caught.value.problems) == ["E111", "E111", "E115", "E144"]


def test_a_project_that_a_case_takes_out_is_told_once(case: Path) -> None:
    """Two cases without the gas project whose metrics are asked: one problem, at the line of `project`."""
    gone = dict.fromkeys(("assets.gas_plant", "projects.gas", "policies.gas_tariff"), "[null]")
    body = grid({CAPEX: [1e8, 2e8], **gone}, project="gas")
    with pytest.raises(InputError) as caught:
        planned(sweep_of(case.with_name("shouyang_base.yaml"), body, "without.yaml"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("E144", f"{Path('inputs/sweeps/without.yaml')}:2")
    assert "projects.gas = null" in problem.got


def test_a_clash_away_from_every_axis_names_the_values_that_brought_it(case: Path) -> None:
    """A loan of two years in one of operation, at the loan's line: once, with the values of the first such case."""
    longer = "deltas: {longer: {projects.station.loans.bank.years: 2}}\n"
    base = case.with_name("longer.yaml")
    base.write_text(case.read_text(encoding="utf-8") + longer, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        planned(sweep_of(base, grid({"projects.station.operating_years": [2, 1], LOSS: [0.9, 0.95]}), "clash.yaml"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.key) == ("E122", "projects.station.loans.bank.years")
    assert "longer.yaml" in problem.place
    assert problem.got.endswith(f"with projects.station.operating_years = 1, {LOSS} = 0.9")


def test_a_power_of_two_is_drawn(case: Path) -> None:
    """Four draws asked for are four cases, each in its quarter of the range."""
    body = grid({CAPEX: "{low: 1.0e8, high: 2.0e8}"}, combine="sobol", samples=4)
    drawn = [float(str(one.values[CAPEX])) for one in planned(sweep_of(case, body, "drawn.yaml")).cases]
    assert sorted(int(4 * (value / 1e8 - 1)) for value in drawn) == [0, 1, 2, 3]


def test_a_base_that_is_no_name(case: Path) -> None:
    """A number is told at its line; no file is looked for."""
    path = sweep_of(case, grid({CAPEX: [1e8]}), "number.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("../cases/small.yaml", "3"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_sweep(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.key, problem.got) == ("E114", "base", "3")


def test_what_no_axis_set_keeps_its_place(case: Path) -> None:
    """A value typed for all cases is told on the command line, one in the base case at its line there."""
    path = sweep_of(case, grid({CAPEX: [1e8]}))
    with pytest.raises(InputError) as caught:
        plan_sweep(read_sweep(path), {"assets.station.power_mw": -1.0})
    assert {problem.place.startswith("--set") for problem in caught.value.problems} == {True}
    bad = case.with_name("bad.yaml")
    bad.write_text(case.read_text(encoding="utf-8") + "connection: {import_limit_mw: -1.0}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        plan_sweep(read_sweep(sweep_of(bad, grid({CAPEX: [1e8]}))), {})
    assert {Path(problem.place.partition(":")[0]).name for problem in caught.value.problems} == {"bad.yaml"}


def test_a_case_without_the_figure_is_done_and_not_the_best(case: Path) -> None:
    """Counted, compared with nothing; the next with a figure leads."""
    plan = planned(sweep_of(case, grid({CAPEX: [1e8, 2e8]}, project="station", metrics="[irr_equity_frac]")))
    standing = Standing(plan=plan)
    standing.hears(1, {"projects": {"station": {"irr_equity_frac": None}}})
    assert (standing.done, standing.best) == (1, None)
    standing.hears(2, {"projects": {"station": {"irr_equity_frac": -0.1}}})
    assert standing.best is not None
    assert (standing.done, standing.best.number) == (2, 2)


def test_a_missing_base_and_one_outside(case: Path) -> None:
    """The base is looked for beside the sweep, and never outside the project."""
    for base, code in (("../cases/nowhere.yaml", "E101"), ("../../../elsewhere.yaml", "E127")):
        path = sweep_of(case, grid({CAPEX: [1e8]}))
        path.write_text(path.read_text(encoding="utf-8").replace("../cases/small.yaml", base), encoding="utf-8")
        with pytest.raises(InputError, match=code):
            read_sweep(path)
