"""`*` in a key path is every name that fits, `times` multiplies: in deltas, `--set` and sweeps alike."""

from pathlib import Path

import pytest

from storage_model.cases.many.plan import plan_sweep
from storage_model.cases.many.read_sweep import read_sweep
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.problems import InputError
from storage_model.scenario.load import load_scenario
from tests.bad_inputs.site import case_of, make_site

BASE = "shouyang_base.yaml"
EVERY_ROW = "projects.station.investment.*.amount_yuan"


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


def test_a_delta_raises_every_row_of_the_investment(cases: Path) -> None:
    """800 million yuan in four rows, 8 % dearer: 604.8 + 172.8 + 69.12 + 17.28; the gas plant stays as it is."""
    scenario = load_scenario(case_of(cases, f"deltas: {{dear: {{{EVERY_ROW}.times: 1.08}}}}\n"), {})
    rows = scenario.projects["station"].investment
    assert [row.amount_yuan for row in rows.values()] == [604.8e6, 172.8e6, 69.12e6, 17.28e6]
    assert scenario.projects["gas"].investment_yuan == 45e6
    fact = scenario.facts["projects.station.investment.civil.amount_yuan"]
    assert fact.note == "160000000 × 1.08"
    assert fact.origin == "delta dear · inputs/cases/bad.yaml:3"


def test_later_factors_come_on_top_and_a_value_for_all_replaces(cases: Path) -> None:
    """Delta 0.5, then `--set` 3: one and a half times; a plain value behind `*` is set wherever it fits."""
    path = case_of(cases, "deltas: {half: {assets.station.power_mw.times: 0.5}}\n")
    changes = {"assets.station.power_mw.times": 3, "projects.*.hurdle.equity_frac": 0.07}
    scenario = load_scenario(path, changes)
    assert scenario.assets["station"].rated_power_mw == 300.0
    assert [project.hurdle.equity_frac for project in scenario.projects.values()] == [0.07, 0.07]


def test_an_axis_of_a_sweep_may_be_a_factor(cases: Path) -> None:
    """Investment is no part of the dispatch: three factors share one life."""
    sweep = cases / "dear.yaml"
    sweep.write_text(
        f"title: {{zh: 试, en: trial}}\nbase: {BASE}\ncombine: grid\naxes:\n  {EVERY_ROW}.times: [0.9, 1.0, 1.08]\n",
        encoding="utf-8",
    )
    plan = plan_sweep(read_sweep(sweep), {}, SolverOptions())
    assert [dict(case.values)[f"{EVERY_ROW}.times"] for case in plan.cases] == [0.9, 1.0, 1.08]
    assert len({case.life for case in plan.cases}) == 1


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({EVERY_ROW.replace("investment", "investments") + ".times": 1.08}, "E111", "no key that fits"),
        ({"assets.station.times": 1.08}, "E114", "a number that can be multiplied"),
        ({"assets.station.kind.times": 2}, "E114", "a number that can be multiplied"),
        ({"assets.station.power_mw.times": "8%"}, "E114", "a factor, e.g. 1.08"),
        ({"assets.station.powr_mw.times": 1.08}, "E114", "powr_mw: nothing"),
    ],
)
def test_what_cannot_be_multiplied_is_told(cases: Path, change: dict[str, object], code: str, words: str) -> None:
    """The key, what stands there, what is asked for."""
    with pytest.raises(InputError) as caught:
        load_scenario(cases / BASE, change)
    assert any(one.code == code and words in one.text() for one in caught.value.problems), str(caught.value)
