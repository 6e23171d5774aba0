"""A sweep as it runs: what is shared, what is kept, what becomes of cases that cannot be answered."""

import os
import signal
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from storage_model.cases.many import task as task_module
from storage_model.cases.many.case_files import whole_cases
from storage_model.cases.many.limits import FREE, Limits
from storage_model.cases.many.plan import Plan
from storage_model.cases.many.queue import AT_A_TIME
from storage_model.cases.many.task import Done, Failure, Order, Task, run_task
from storage_model.cases.run_case import run_case
from storage_model.problems import MissingPartError, RejectedError
from storage_model.report.many.folder import write_sweep
from tests.many import CAPEX, LOSS, RATE, Inside, answers, go_on, grid, planned, run_here, small_site, sweep_of

POISON = 3


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case."""
    return small_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def plan(case: Path) -> Plan:
    """Six cases of two lives."""
    return planned(sweep_of(case, grid({CAPEX: [1e8, 2e8, 3e8], LOSS: [0.9, 0.92]}, project="station")))


@pytest.fixture(scope="module")
def whole(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The six cases, run by one process."""
    folder = tmp_path_factory.mktemp("whole")
    assert run_here(plan, folder).failed == []
    return folder


def kills_case_three(task: Task) -> Done:
    """End the process wherever case 3 is asked for."""
    if any(case.number == POISON for case in task.cases):
        os.kill(os.getpid(), signal.SIGKILL)
    return run_task(task)


def kills_every_life(task: Task) -> Done:
    """End the process wherever the life of case 2 has to be dispatched."""
    if task.of.number == 2 and task.lived is None:
        os.kill(os.getpid(), signal.SIGKILL)
    return run_task(task)


def test_a_case_of_a_sweep_has_the_answer_of_a_run(case: Path, plan: Plan, whole: Path) -> None:
    """Every indicator to the last bit, though the sweep dispatched for another case."""
    asked = plan.cases[-1]
    answer = run_case(case, asked.values)
    write_sweep(run_here(plan, whole))
    row = duckdb.sql(f"SELECT * FROM '{whole}/cases.parquet' WHERE \"case\" = {asked.number}").df().iloc[0]
    indicators = answer.projects["station"].finance.indicators
    assert row["npv_project_after_tax_yuan"] == indicators["npv_project_after_tax_yuan"].value
    assert row["irr_equity_frac_state"] == str(indicators["irr_equity_frac"].state)
    assert (row[CAPEX], row[LOSS], row["state"]) == (3e8, 0.92, "ok")
    energy = duckdb.sql(f"SELECT station_out_mwh FROM '{whole}/annual.parquet' WHERE \"case\" = 6").fetchall()
    assert [one for (one,) in energy] == answer.lifetime.out_mwh["station"].tolist()


def test_two_processes_and_another_order_give_the_same_bytes(plan: Plan, whole: Path, tmp_path: Path) -> None:
    """Case files and tables: which process answered, and when, is written nowhere in them."""
    write_sweep(run_here(plan, whole))
    write_sweep(run_here(plan, tmp_path, jobs=2))
    assert answers(tmp_path) == answers(whole)
    for name in ("cases.parquet", "annual.parquet", "summary.csv"):
        assert (tmp_path / name).read_bytes() == (whole / name).read_bytes()


def test_each_distinct_dispatch_is_solved_once(case: Path, tmp_path: Path) -> None:
    """Forty cases of one life: one dispatch, though more cases than a task holds; two lives, two dispatches."""
    solved: list[str] = []

    def counted(task: Task) -> Done:
        done = run_task(task)
        if task.lived is None:
            solved.append(task.of.life)
        return done

    rates = f"{{low: 0, high: {2 * AT_A_TIME + 7}, step: 1}}"
    many = planned(sweep_of(case, grid({RATE: rates, LOSS: [0.9, 0.92]})))
    outcome = run_here(many, tmp_path, engine=Inside(counted))
    assert len(outcome.entries) == len(many.cases) == 2 * (2 * AT_A_TIME + 8)
    assert sorted(solved) == sorted(many.lives)


def test_a_case_that_kills_its_process_is_failed_and_the_others_complete(
    plan: Plan, whole: Path, tmp_path: Path
) -> None:
    """Case 3 takes its pool with it, and the innocent beside it; run alone, only it is left without an answer."""
    outcome = run_here(plan, tmp_path, jobs=2, work=kills_case_three)
    assert [(one.number, one.kind) for one in outcome.failed] == [(POISON, "process_died")]
    good = {name: content for name, content in answers(whole).items() if not name.startswith("0003")}
    assert answers(tmp_path) == good
    again, _ = go_on(tmp_path, retry=True)
    assert again.failed == []
    assert answers(tmp_path) == answers(whole)


def test_a_dispatch_that_kills_its_process_fails_its_cases_only(plan: Plan, tmp_path: Path) -> None:
    """The three cases of that life, after two processes lost, not one for each case."""
    outcome = run_here(plan, tmp_path, jobs=2, work=kills_every_life)
    assert [(one.number, one.kind) for one in outcome.failed] == [(number, "process_died") for number in (2, 4, 6)]
    assert sorted(whole_cases(tmp_path)) == [1, 3, 5]


def test_past_its_deadline_a_case_is_failed_and_may_be_tried_again(plan: Plan, whole: Path, tmp_path: Path) -> None:
    """A hundredth of a second is too little for any life; without the deadline retry gives what was asked."""
    outcome = run_here(plan, tmp_path, limits=Limits(deadline_s=0.01))
    assert {one.kind for one in outcome.failed} == {"deadline"}
    assert len(outcome.failed) == 6
    again, _ = go_on(tmp_path, retry=True)
    assert answers(tmp_path) == answers(whole)
    assert again.failed == []


def test_a_machine_without_the_files_is_named_as_such(case: Path, tmp_path: Path) -> None:
    """Planned here, then read where the case is not: no slip of the input, which was sound, but of the machine."""
    plan = planned(sweep_of(case, grid({LOSS: [0.91, 0.93]})))
    hidden = case.with_suffix(".elsewhere")
    case.rename(hidden)
    try:
        found = run_task(Task(order=Order.of(plan, FREE), of=plan.cases[0], cases=())).lived
    finally:
        hidden.rename(case)
    assert isinstance(found, Failure)
    assert found.kind == "environment"
    assert found.words.startswith("the machine that computes cannot read ")
    assert case.name in found.words


def test_a_case_without_memory_is_failed_and_its_process_lives_on(plan: Plan, tmp_path: Path) -> None:
    """One megabyte holds no model; the answer says so, and retry without the limit completes the sweep."""
    outcome = run_here(plan, tmp_path, limits=Limits(memory_mb=1.0))
    assert {one.kind for one in outcome.failed} <= {"memory", "process_died"}
    assert len(outcome.failed) == 6
    assert go_on(tmp_path, retry=True)[0].failed == []


def test_the_clock_of_a_deadline_needs_none_of_the_memory_of_a_case(plan: Plan, tmp_path: Path) -> None:
    """A megabyte is less than its thread takes: every case was a bug, and advised to change its inputs."""
    outcome = run_here(plan, tmp_path, limits=Limits(memory_mb=1.0, deadline_s=60.0))
    assert {one.kind for one in outcome.failed} <= {"memory", "process_died"}
    assert len(outcome.failed) == 6


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (MemoryError(), "memory", "more than 0 MB asked for"),
        (RuntimeError("can't start new thread"), "memory", "more than 0 MB asked for"),
        (OSError("library.so: cannot read file data: Cannot allocate memory"), "memory", "more than 0 MB asked for"),
        (ZeroDivisionError("nothing to divide by"), "bug", "nothing to divide by\nTraceback"),
        (RejectedError("residual of 3 yuan"), "rejected", "residual of 3 yuan"),
    ],
)
def test_a_case_that_fails_when_it_is_valued(
    error: Exception, kind: str, words: str, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its life is kept for the others of the task; a word for the kind, and what a person reads."""

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(task_module, "answer_case", fails)
    done = run_task(Task(order=Order.of(plan, FREE), of=plan.cases[0], cases=plan.cases[:1]))
    assert not isinstance(done.lived, Failure)
    assert (done.answers, done.failures[1].kind) == ({}, kind)
    assert done.failures[1].words.startswith(words)


@pytest.mark.parametrize(
    ("change", "word"), [({"code": "another"}, "storage_model"), ({"files": {}}, "inputs/cases/small.yaml")]
)
def test_a_machine_with_other_files_or_code_computes_nothing(change: dict, word: str, plan: Plan) -> None:
    """What differs is named; no number of it gets among the others."""
    order = Order.of(plan, FREE)
    other = replace(order, plan=replace(order.plan, **change))
    done = run_task(Task(order=other, of=plan.cases[0], cases=plan.cases[:1]))
    assert isinstance(done.lived, Failure)
    assert (done.answers, done.failures, done.lived.kind) == ({}, {}, "environment")
    assert word in done.lived.words


def test_an_infeasible_case_is_failed_with_its_reason(case: Path, tmp_path: Path) -> None:
    """A connection that cannot feed the station's own supply has no schedule; the case beside it is answered."""
    odd = planned(sweep_of(case, grid({"connection.import_limit_mw": [0.5, 210.0]}), "odd.yaml"))
    outcome = run_here(odd, tmp_path)
    assert [(one.number, one.kind) for one in outcome.failed] == [(1, "infeasible")]
    assert sorted(whole_cases(tmp_path)) == [2]


def test_a_folder_of_something_else_is_left_alone(case: Path, plan: Plan, tmp_path: Path) -> None:
    """Files of somebody, or another sweep: refused before anything is written."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(MissingPartError, match="something else"):
        run_here(plan, tmp_path)
    with pytest.raises(MissingPartError, match="no plan of a sweep"):
        go_on(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    for below in ("thesis.txt", "thesis.txt/deeper"):
        with pytest.raises(MissingPartError, match="cannot be written"):
            run_here(plan, tmp_path / below)
    (tmp_path / "thesis.txt").unlink()
    run_here(plan, tmp_path)
    with pytest.raises(MissingPartError, match="another sweep"):
        run_here(planned(sweep_of(case, grid({CAPEX: [1e8]}))), tmp_path)
