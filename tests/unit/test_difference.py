"""Two runs side by side: what changed, and the lines of the cash flow that add up to the difference."""

import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from storage_model.cases.run_case import run_case
from storage_model.report.run_folder import write_run_folder
from storage_model.runs.difference.inputs import changed_files, changed_inputs, changed_makers
from storage_model.runs.difference.lines import DISCOUNTING, cash_lines, lines_of, value_of
from storage_model.runs.reading.folder import open_run
from storage_model.runs.reaudit.evidence import Evidence, evidence_of
from tests.bad_inputs.site import case_of
from tests.report_answers import project_folder, small_answer
from tests.run_folders import copied_run, reseal, written_run

MOVED: dict[str, object] = {
    "projects.station.investment.equipment.amount_yuan": 300_000_000.0,
    "projects.gas.hurdle.project_after_tax_frac": 0.07,
    "policies.charging_fees.line_loss_fee_yuan_per_mwh": 10.0,
}
SHOWN_NET = {f"projects.{name}.options.vat_shown": "net" for name in ("station", "gas")}
CHANGES: dict[str, object] = {**MOVED, **SHOWN_NET}


@lru_cache(maxsize=1)
def other_run() -> Path:
    """Return a run of the same case with a cheaper station, another hurdle, a lower fee and VAT shown net."""
    small_answer()  # its inputs stand in the project folder
    target, cases = project_folder() / "results" / "other", project_folder() / "inputs" / "cases"
    deltas = {"assets.station.availability_frac": 0.96, **MOVED}
    project = (cases.parent / "projects" / "shouyang.yaml").read_text(encoding="utf-8")
    net = project.replace("    hurdle:\n", "    options: {vat_shown: net}\n    hurdle:\n")
    (cases.parent / "projects" / "net.yaml").write_text(net, encoding="utf-8")
    lines = (f"    {key}: {value}" for key, value in deltas.items())
    body = "\n".join(["project: ../projects/net.yaml", "deltas:", "  other:", *lines]) + "\n"
    write_run_folder(run_case(case_of(cases, body, "other.yaml")), target, lang="zh")
    return target


@lru_cache(maxsize=2)
def _evidence(folder: Path) -> Evidence:
    return evidence_of(open_run(folder))


@pytest.mark.parametrize("project", ["together", "station", "gas"])
def test_the_lines_add_up_to_the_difference(project: str) -> None:
    """What every line moved is the difference of the two present values of the summaries, to a fen."""
    old, new = _evidence(written_run()), _evidence(other_run())
    lines = lines_of(old, new, project)
    key = "npv_project_after_tax_yuan"
    moved = new.numbers(project)[key] - old.numbers(project)[key]
    assert sum(line.moved_yuan for line in lines) == pytest.approx(moved, abs=0.01)
    assert value_of(new, project) - value_of(old, project) == pytest.approx(moved, abs=0.01)
    for evidence in (old, new):
        net = evidence.rows(project)["project_cash_flow.net_cash_flow_after_tax"]
        assert sum(values for _, (_, values) in cash_lines(evidence, project)) == pytest.approx(net, abs=1e-3)


def test_each_change_moves_its_own_line() -> None:
    """By hand: 260 million less for equipment, discounted once at 6 %; the fee's line moves, wear is no line."""
    lines = {line.key: line for line in lines_of(_evidence(written_run()), _evidence(other_run()), "station")}
    assert lines["project_cash_flow.construction_investment"].moved_yuan == pytest.approx(260e6 / 1.06, rel=1e-12)
    fee = lines["cost.line_loss_fee"]
    assert fee.after_total_yuan > fee.before_total_yuan
    assert fee.moved_yuan > 0
    assert lines[DISCOUNTING].moved_yuan == 0.0
    assert "cost.wear" not in lines


def test_another_hurdle_stands_in_a_line_of_its_own() -> None:
    """The gas plant's flows hardly change; at 7 % instead of 6 % they are worth less, and the line says how much."""
    lines = {line.key: line for line in lines_of(_evidence(written_run()), _evidence(other_run()), "gas")}
    assert lines[DISCOUNTING].moved_yuan < -1e6


def test_every_changed_input_is_named_and_no_other() -> None:
    """Key, both values and the place that set the second; what is the same is left out."""
    changed = changed_inputs(open_run(written_run()), open_run(other_run()))
    assert {one.key: one.after for one in changed} == CHANGES
    equipment = next(one for one in changed if "equipment" in one.key)
    assert (equipment.before, equipment.after_origin) == (560_000_000.0, "delta other · inputs/cases/other.yaml:7")
    files = {one.key for one in changed_files(open_run(written_run()), open_run(other_run()))}
    assert files == {
        f"inputs/{name}.yaml" for name in ("cases/careful", "cases/other", "projects/net", "projects/shouyang")
    }


def test_the_same_run_moves_nothing() -> None:
    """Against itself: no input, no file, no version, every line still."""
    run, same = open_run(written_run()), _evidence(written_run())
    assert (changed_inputs(run, run), changed_files(run, run), changed_makers(run, run)) == ((), (), ())
    assert all(line.moved_yuan == 0.0 for line in lines_of(same, same, "together"))


def test_a_series_with_other_numbers_is_told_by_its_content(tmp_path: Path) -> None:
    """The file has the same name and another hash: the input is named, and so is the file; solver options as well."""
    folder = copied_run(project_folder() / "results" / "series")

    def other(manifest: dict[str, object]) -> None:
        files, solver = manifest["inputs_sha256"], manifest["solver"]
        assert isinstance(files, dict)
        assert isinstance(solver, dict)
        files["inputs/prices/shanxi_2026_like.csv"] = "0" * 64
        solver["options"] = {"seed": 7}

    try:
        reseal(folder, other)
        runs = open_run(written_run()), open_run(folder)
        assert {one.key for one in changed_inputs(*runs)} == {"prices.day_ahead.file", "prices.real_time.file"}
        assert [one.key for one in changed_files(*runs)] == ["inputs/prices/shanxi_2026_like.csv"]
        assert [(one.key, one.before, one.after) for one in changed_makers(*runs)] == [("solver.seed", 0, 7)]
    finally:
        shutil.rmtree(folder)
