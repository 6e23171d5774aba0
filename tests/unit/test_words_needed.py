"""Words that a kind lacks are asked for before anything is dispatched."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from storage_model.cli.answer_place import AnswerPlace
from storage_model.dispatch.optimise import Dispatcher
from storage_model.runs.layout import KIND
from storage_model.scenario.load import load_scenario
from storage_model.words.labels.checks import CHECK_LABELS
from storage_model.words.labels.streams import STREAM_LABELS
from storage_model.words.needed import require_words
from tests.bad_inputs.site import case_of, make_site
from tests.run_folders import ended

CASES = Path(__file__).parents[2] / "inputs" / "cases"


@pytest.mark.parametrize("case", ["shouyang_base", "shouyang_with_hub", "qiyuan_hub", "daily_regulation"])
def test_shipped_cases_have_all_their_words(case: str) -> None:
    """Batteries, plants, hubs, products that hold power, policies by the meter and by the year."""
    require_words(load_scenario(CASES / f"{case}.yaml", {}))


# Money by the step, by the year, and what an asset costs; a law of an asset.
LACKING: list[tuple[Mapping[str, object], str]] = [
    (STREAM_LABELS, "energy_sales"),
    (STREAM_LABELS, "capacity_price"),
    (STREAM_LABELS, "wear"),
    (CHECK_LABELS, "energy_balance"),
]


@pytest.mark.parametrize(("words", "key"), LACKING, ids=[key for _, key in LACKING])
def test_the_key_without_words_is_named(words: dict[str, object], key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the place where its words belong."""
    scenario = load_scenario(CASES / "shouyang_base.yaml", {})
    monkeypatch.delitem(words, key)
    with pytest.raises(LookupError, match=f"no words for '{key}'.*storage_model/words/labels"):
        require_words(scenario)


def test_a_run_ends_before_its_first_dispatch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every key at once; after hours of dispatch the page had no words for the first of them."""
    case = case_of(make_site(tmp_path), "", "wordless.yaml")
    monkeypatch.chdir(tmp_path)
    for key in ("energy_sales", "charging_energy"):
        monkeypatch.delitem(STREAM_LABELS, key)
    monkeypatch.setattr(Dispatcher, "optimise", lambda *_: pytest.fail("dispatched"))
    status, out, err = ended(["run", str(case), "--fresh"], monkeypatch, capsys)
    assert (status, out) == (1, "")
    assert "no words for 'energy_sales'" in err
    assert "no words for 'charging_energy'" in err


def test_a_comparison_asks_for_the_words_of_every_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The policy of the second case alone: its page lacked the words when both had been dispatched."""
    cases = make_site(tmp_path)
    base = case_of(cases, "policies: {capacity_price: null}\n", "without.yaml")
    paid = case_of(cases, "", "paid.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(STREAM_LABELS, "capacity_price")
    monkeypatch.setattr(Dispatcher, "optimise", lambda *_: pytest.fail("dispatched"))
    status, _, err = ended(["compare", str(base), str(paid), "--fresh", "--jobs", "1"], monkeypatch, capsys)
    assert status == 1
    assert "no words for 'capacity_price'" in err


def test_the_place_comes_first(tmp_path: Path) -> None:
    """A folder that cannot be written is told whatever else is wrong."""
    place = AnswerPlace(out=tmp_path / "run", kind=KIND)
    place.require(load_scenario(CASES / "shouyang_base.yaml", {}))
