"""The questions put to other tools have one answer: what needs no environment of its own gives it here."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.peers.ask import Answer, ask
from benchmarks.peers.questions import write
from benchmarks.peers.rounds import in_the_middle, whole_sweep
from benchmarks.peers.table import BEGIN, END, markdown, put_into
from benchmarks.peers.tools import EVERY, TOOLS

OWN = [tool for tool in TOOLS if not tool.packages]


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two days of every question; one of whole numbers, which arrays take long to prove."""
    one_day = write(tmp_path_factory.mktemp("day"), hours=24)
    return {**write(tmp_path_factory.mktemp("days"), hours=48), "commitment": one_day["commitment"]}


@pytest.mark.parametrize("question", EVERY)
def test_arrays_plain_rules_and_this_project_agree(question: str, questions: dict[str, Path]) -> None:
    """Within a millionth, the gap asked of commitment aside; a rule read otherwise by one of them would show."""
    answers = [
        ask(tool, question, questions[question], Path("none"), calls=2, limit_s=200)
        for tool in OWN
        if question in tool.answers and not tool.rule
    ]
    assert [answer.failed for answer in answers] == [""] * len(answers)
    tolerance = 1e-4 if question == "commitment" else 1e-6
    for answer in answers:
        assert abs(answer.apart(answers[0])) < tolerance
        assert min(answer.objectives_yuan.values()) > 0
        assert answer.proved
        assert 0 < answer.solve_s < answer.total_s
        assert 0 < answer.build_s < answer.total_s


def test_a_rule_earns_less_than_the_optimum(tmp_path: Path) -> None:
    """A year of 24 hours ahead, by SAM; more than the optimum would mean that it has another battery than ours."""
    file = write(tmp_path)["battery_hourly"]
    (rule,) = (tool for tool in TOOLS if tool.rule and "24" in tool.title)
    optimum = ask(TOOLS[0], "battery_hourly", file, Path("none"), calls=1, limit_s=200)
    earned = ask(rule, "battery_hourly", file, Path("none"), calls=1, limit_s=200)
    assert earned.failed == ""
    assert -0.5 < earned.apart(optimum) < -0.2


OURS = Answer(total_s=2.0, build_s=0.5, solve_s=1.0, peak_mb=100, objectives_yuan={"0": 1000.0}, proved=True)
OTHER = replace(OURS, total_s=5.0, peak_mb=250, objectives_yuan={"0": 1001.0})


def test_a_table_says_who_found_something_else() -> None:
    """A tool with a thousandth more, one that took too long, a rule, one that was asked a few cases only."""
    found = {"battery_hourly": {"ours": OURS, "pypsa": OTHER, "oemof": Answer(failed="over 300 s")}}
    found["battery_hourly"]["pysam look_ahead_h=12"] = replace(OTHER, objectives_yuan={"0": 900.0}, knows_highs=False)
    words = markdown(found)
    assert "2 s and 100 MB" in words
    assert "| PyPSA | 0.25 | 1.8 | 0.50 | **2.5** | 2.5 | +1.0e-03 |" in words
    assert "| oemof.solph | | | | over 300 s |" in words
    assert "| 90.0 % of it |" in words
    few = whole_sweep(replace(OTHER, objectives_yuan={"0": 1000.0, "99": 7.0}, total_s=1.0), 2)
    assert "PyPSA (2 cases × 50)" in markdown({"sweep": {"ours": OURS, "pypsa": few}})
    assert few.total_s == 50.0


def test_the_middle_of_several_rounds_counts() -> None:
    """A failure among answers does not; three fast, middle, slow give the middle one."""
    rounds = [replace(OURS, total_s=total_s) for total_s in (9.0, 1.0, 2.0)]
    assert in_the_middle([*rounds, Answer(failed="over 3 s")]).total_s == 2.0
    assert in_the_middle([Answer(failed="over 3 s")]).failed == "over 3 s"


def test_tables_are_put_between_the_marks_of_a_page() -> None:
    """What stood there goes, what stands around stays, twice as well as once."""
    page = f"before\n{BEGIN}\nold\n{END}\nafter"
    once = put_into(page, "new")
    assert once == put_into(once, "new") == f"before\n{BEGIN}\n\nnew\n{END}\nafter"
    assert BEGIN in Path("docs/performance.md").read_text(encoding="utf-8")
