"""The questions put to other tools have one answer: what needs no environment of its own gives it here."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.peers.ask import Answer, ask
from benchmarks.peers.questions import write
from benchmarks.peers.table import markdown
from benchmarks.peers.tools import EVERY, TOOLS

OWN = [tool for tool in TOOLS if not tool.packages]


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two days of every question."""
    return write(tmp_path_factory.mktemp("questions"), hours=48)


@pytest.mark.parametrize("question", EVERY)
def test_arrays_plain_rules_and_this_project_agree(question: str, questions: dict[str, Path]) -> None:
    """Within a millionth, the gap asked of commitment aside; a rule read otherwise by one of them would show."""
    answers = [
        ask(tool, question, questions[question], Path("none"), repetitions=2, limit_s=200)
        for tool in OWN
        if question in tool.answers
    ]
    assert [answer.failed for answer in answers] == [""] * len(answers)
    tolerance = 1e-4 if question == "commitment" else 1e-6
    for answer in answers:
        assert answer.objective_yuan == pytest.approx(answers[0].objective_yuan, rel=tolerance)
        assert answer.objective_yuan > 0
        assert answer.proved


def test_a_table_says_who_found_something_else() -> None:
    """A tool with a thousandth more, one that took too long, one that was asked a few cases only."""
    ours = Answer(total_s=2.0, objective_yuan=1000.0, proved=True, versions={"highspy": "1"})
    other = replace(ours, total_s=5.0, objective_yuan=1001.0)
    found = {"battery_hourly": {"ours": ours, "pypsa": other, "oemof": Answer(failed="over 300 s")}}
    words = markdown(found)
    assert "| PyPSA | 5.00 s | 0.00 s | 0.00 s | 2.5 | 0 | +1.0e-03 |" in words
    assert "| oemof.solph | over 300 s |" in words
    few = markdown({"sweep": {"ours": ours, "pypsa": replace(other, extrapolated=True)}})
    assert "≈ 5.00 s" in few
    assert "first cases only" in few
