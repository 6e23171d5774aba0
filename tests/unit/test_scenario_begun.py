"""A change may begin a section that no file has written, where the records know it."""

from pathlib import Path

import pytest

from storage_model.problems import InputError
from storage_model.scenario.load import load_scenario
from tests.bad_inputs.site import case_of, make_site


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


def test_the_command_line_begins_sections(cases: Path) -> None:
    """A window of the store, a forecast two levels down, which years are dispatched: none stands in the files."""
    changes = {
        "assets.station.ends.every": "week", "assets.station.ends.rule": "cyclic",
        "foresight.forecast.kind": "persistence", "foresight.step_h": 24,
        "lifetime.mode": "representative", "lifetime.dispatched_years": [1, 15],
    }  # fmt: skip
    scenario = load_scenario(case_of(cases, ""), changes)
    assert scenario.assets["station"].ends.every == "week"
    assert scenario.foresight is not None
    assert scenario.foresight.forecast.kind == "persistence"
    assert scenario.lifetime.dispatched_years == [1, 15]
    assert scenario.facts["assets.station.ends.every"].origin == "--set"


def test_a_delta_begins_them_too(cases: Path) -> None:
    """Profit is paid out whole: the section on distribution is not in the project file."""
    scenario = load_scenario(case_of(cases, "deltas: {paid: {projects.station.distribution.payout_frac: 1.0}}\n"), {})
    assert scenario.projects["station"].distribution.payout_frac == 1.0


SLIPS = [
    ("assets.station.ends.evry", "E111", "every"),
    ("assets.station.endss.every", "E111", "one of kind, power_mw"),
    ("assets.statio.ends.every", "E111", "one of station"),
    ("foresight.step_h", "E113", "预测方法"),
    ("assets.station.power_mw.ends.every", "E111", "nothing lies below this key"),
]


@pytest.mark.parametrize("slip", SLIPS, ids=[slip[0] for slip in SLIPS])
def test_what_no_record_knows_begins_nothing(cases: Path, slip: tuple[str, str, str]) -> None:
    """A misspelt key is told with those that are known there; what a begun section lacks is missing."""
    key, code, expected = slip
    with pytest.raises(InputError) as caught:
        load_scenario(case_of(cases, ""), {key: 24})
    (problem,) = [problem for problem in caught.value.problems if problem.code == code]
    assert problem.place.startswith("--set")
    assert expected in problem.expected


@pytest.mark.parametrize(("file", "code"), [("nowhere.yaml", "E101"), ("../../../elsewhere.yaml", "E127")])
def test_of_a_project_that_cannot_be_read_no_key_is_judged(cases: Path, file: str, code: str) -> None:
    """One problem; every delta and `--set` was called an unknown key beside it."""
    path = case_of(cases, f"project: {file}\ndeltas: {{a: {{assets.station.power_mw: 100}}}}\n")
    with pytest.raises(InputError) as caught:
        load_scenario(path, {"assets.station.energy_mwh": 300, "projects.*.hurdle.equity_frac": 0.07})
    assert [problem.code for problem in caught.value.problems] == [code]


def test_of_a_policy_that_cannot_be_read_no_key_is_judged(cases: Path) -> None:
    """Its rate was an unknown key, and the plant it pays for sold nowhere; the file is all that is wrong."""
    path = case_of(cases, "policies: {gas_tariff: ../../../elsewhere.yaml}\n")
    with pytest.raises(InputError) as caught:
        load_scenario(path, {"policies.gas_tariff.yuan_per_mwh": 400})
    assert [problem.code for problem in caught.value.problems] == ["E127"]


MAINTENANCE = [{"first_day": "2026-01-02", "last_day": "2026-01-03", "available_share_frac": 0.5}] * 2
IN_LIST = [
    ("first_day", "a place in the list, 0 to 1, and a key below it: first_day, last_day, available_share_frac",
     "write `assets.station.maintenance.0.first_day`"),
    ("available_share", "0 to 1", "write `assets.station.maintenance.0.available_share_frac`"),
    ("2.first_day", "0 to 1", "`assets.station.maintenance: [ … ]`"),
]  # fmt: skip


@pytest.mark.parametrize("slip", IN_LIST, ids=[slip[0] for slip in IN_LIST])
def test_a_key_in_a_list_is_told_with_its_place(cases: Path, slip: tuple[str, str, str]) -> None:
    """It was told that the place is one of 0, 1, and nothing of the keys that stand there."""
    key, expected, fix = slip
    whole = {"assets.station.maintenance": MAINTENANCE}
    with pytest.raises(InputError) as caught:
        load_scenario(case_of(cases, ""), {**whole, f"assets.station.maintenance.{key}": "2026-01-04"})
    (problem,) = caught.value.problems
    assert (problem.code, problem.key) == ("E111", f"assets.station.maintenance.{key}")
    assert expected in problem.expected
    assert fix in problem.fix


def test_all_policies_at_once(cases: Path) -> None:
    """One value for all of them is refused and none at all is a case; a path of that one key broke the reading off."""
    with pytest.raises(InputError) as caught:
        load_scenario(case_of(cases, ""), {"policies": 1})
    assert [(problem.code, problem.key) for problem in caught.value.problems] == [("E114", "policies")]
    assert load_scenario(case_of(cases, "deltas: {none: {policies: {}}}\n"), {})
