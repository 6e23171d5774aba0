"""A run folder: complete or not at all, the same bytes for the same inputs, numbers that tie to the answer."""

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from storage_model.cases.answer import TOGETHER
from storage_model.dispatch.audit import Audit, Check
from storage_model.dispatch.optimise import optimise
from storage_model.markets.up_down import UpDownMarket
from storage_model.problems import MissingPartError, RejectedError
from storage_model.report import run_folder
from storage_model.report.figures import file_name
from storage_model.report.page.page import html_of, page_of
from storage_model.report.page.walk import walks
from storage_model.report.run_folder import write_run_folder
from storage_model.runs.reading.folder import open_run
from storage_model.runs.reading.inputs import inputs_of, read_inputs
from storage_model.runs.reaudit.evidence import evidence_of
from storage_model.scenario.load import load_scenario
from storage_model.words.tables.summary import dispatch_summary, summary_of
from tests.products import data, product
from tests.report_answers import project_folder, small_answer, titled, with_first_year, with_indicators
from tests.sites import battery, battery_site, horizon, site, spot

FILES = {
    "summary.json", "summary.csv", "dispatch.parquet", "annual.parquet", "statements.parquet", "streams.parquet",
    "checks.json", "scenario.resolved.yaml", "report.html", "workbook.xlsx", "manifest.json", "tables",
}  # fmt: skip
TABLES = {f"statements-{name}.csv" for name in ("together", "station", "gas")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One written run."""
    target = tmp_path_factory.mktemp("runs") / "run"
    write_run_folder(small_answer(), target, lang="zh", solver={"seed": 0}, wall_times_s=lambda: {"solve": 1.5})
    return target


def _rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    return duckdb.execute(query.format(f"read_parquet('{path}')")).fetchall()


def _files(folder: Path) -> set[str]:
    """Return every file of a run, below folders too."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_file_is_there_and_nothing_is_left_beside(folder: Path) -> None:
    """No partial or old folder stays behind."""
    assert {path.name for path in folder.iterdir()} == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["run"]


def test_the_same_answer_gives_the_same_bytes(folder: Path) -> None:
    """All files but the manifest; a clock, a random order or a thread would show here."""
    write_run_folder(small_answer(), folder.with_name("again"), lang="zh")
    for name in _files(folder) - {"manifest.json", "scenario.resolved.yaml"}:
        assert (folder / name).read_bytes() == (folder.with_name("again") / name).read_bytes(), name


def test_manifest_names_every_file_with_its_hash(folder: Path) -> None:
    """A flipped bit in any file is found by the manifest alone."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["outputs_sha256"] == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in _files(folder) - {"manifest.json"}
    }
    assert manifest["inputs_sha256"] == dict(small_answer().scenario.files)
    assert (manifest["status"], manifest["schema_version"], manifest["solver"]["options"]) == (
        "verified",
        2,
        {"seed": 0},
    )
    assert {"python", "storage_model", "pyomo", "highspy", "numpy", "pandas"} <= manifest["versions"].keys()
    assert manifest["wall_times_s"] == {"solve": 1.5}


def test_summary_has_the_agreed_keys(folder: Path) -> None:
    """Top level is all projects together; each project stands below `projects`."""
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    indicators = {
        "irr_project_pre_tax_frac", "irr_project_after_tax_frac", "irr_equity_frac", "npv_project_pre_tax_yuan",
        "npv_project_after_tax_yuan", "npv_equity_yuan", "payback_static_years", "payback_discounted_years", "dscr_min",
        "icr_min", "llcr", "lcos_yuan_per_mwh", "total_investment_yuan", "static_investment_yuan",
    }  # fmt: skip
    money = {"revenue_first_year_yuan", "revenue_by_stream_first_year_yuan", "hurdle_frac", "verdict"}
    assert {"case", "status", "dispatch", "foresight"} | indicators | money <= summary.keys()
    for key in indicators:
        assert f"{key}_state" in summary
    for project in summary["projects"].values():
        assert indicators | money <= project.keys()
    assert {"objective_yuan", "dual_bound_yuan", "gap_frac", "energy_charged_mwh", "energy_discharged_mwh",
            "full_cycles", "round_trip_frac"} <= summary["dispatch"].keys()  # fmt: skip
    assert summary["revenue_first_year_yuan"] == pytest.approx(
        sum(project["revenue_first_year_yuan"] for project in summary["projects"].values()), rel=1e-12
    )


def test_dispatch_table_ties_to_settlement_and_summary(folder: Path) -> None:
    """Energy and money summed from the file alone; stored energy at a step's end is that of the next step's start."""
    answer, path = small_answer(), folder / "dispatch.parquet"
    step_h, count = answer.site.horizon.step_h, answer.site.horizon.count
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))["dispatch"]
    names = [row[0] for row in _rows(path, "DESCRIBE SELECT * FROM {}")]
    money = [name for name in names if name.endswith("_yuan") and not name.endswith("_not_paid_yuan")]
    cash = _rows(path, "SELECT " + " + ".join(f"sum({name})" for name in money) + " FROM {}")[0][0]
    assert cash == pytest.approx(answer.settlement.cash_yuan, rel=1e-9)
    rows, out, first = _rows(path, "SELECT count(*), sum(station_discharge_mw), min(start) FROM {}")[0]
    assert (rows, str(first)) == (count, str(answer.site.horizon.starts()[0]).replace("T", " "))
    assert out * step_h == pytest.approx(summary["energy_discharged_mwh"], rel=1e-12)
    stored = np.array(_rows(path, "SELECT station_stored_mwh, station_stored_end_mwh FROM {} ORDER BY start"))
    assert stored[1:, 0] == pytest.approx(stored[:-1, 1], abs=0)
    assert stored[0, 0] == pytest.approx(stored[-1, 1], abs=1e-3)


def test_money_can_be_recomputed_from_the_dispatch_table(folder: Path) -> None:
    """Price × metered energy gives the sales of every step: the prices beside the flows are those that were paid."""
    worst = _rows(
        folder / "dispatch.parquet",
        "SELECT max(abs(station_energy_sales_yuan - station_out_mw * day_ahead_sale_yuan_per_mwh)) FROM {}",
    )
    assert small_answer().site.horizon.step_h == 1.0
    assert worst[0][0] == pytest.approx(0.0, abs=1e-6)


def test_annual_and_statements_hold_every_year(folder: Path) -> None:
    """Years run on, the last statement period is the last operating year, values are those of the statements."""
    answer = small_answer()
    years = list(answer.lifetime.calendar_years)
    assert [row[0] for row in _rows(folder / "annual.parquet", "SELECT calendar_year FROM {}")] == years
    cycles = _rows(folder / "annual.parquet", "SELECT station_out_mwh / 400 - station_full_cycles FROM {}")
    assert max(abs(row[0]) for row in cycles) == pytest.approx(0.0, abs=1e-12)
    statements = folder / "statements.parquet"
    assert _rows(statements, "SELECT max(calendar_year) FROM {}")[0][0] == years[-1]
    for name, project in answer.projects.items():
        for statement in project.finance.statements:
            for row in statement.rows:
                found = _rows(
                    statements,
                    f"SELECT value FROM {{}} WHERE project = '{name}' AND statement = '{statement.key}' "
                    f"AND row = '{row.key}' ORDER BY period",
                )
                assert [value for (value,) in found] == [float(value) for value in row.values if np.isfinite(value)]


def test_resolved_scenario_can_be_run_again() -> None:
    """Beside its inputs the written scenario loads to the number the delta set and the same prices."""
    answer, inputs = small_answer(), project_folder() / "results" / "run" / "scenario.resolved.yaml"
    write_run_folder(answer, inputs.parent, lang="zh")
    again = load_scenario(inputs)
    assert "delta careful" in inputs.read_text(encoding="utf-8")
    assert again.facts["assets.station.availability_frac"].value == 0.96
    assert np.array_equal(again.prices["day_ahead"].values, answer.scenario.prices["day_ahead"].values)


def test_cycles_and_round_trip_by_hand() -> None:
    """Charged 20 MWh, discharged 16 of a 20 MWh battery: 0.8 cycles, round trip 0.8; station supply is left out."""
    site = battery_site(battery(auxiliary_mw=1.0), [10.0, 10.0, 90.0, 90.0])
    answer = small_answer()
    schedule = {
        "charge_mw": np.array([10.0, 10.0, 0, 0]),
        "discharge_mw": np.array([0, 0, 8.0, 8.0]),
        "stored_mwh": np.zeros(5),
    }
    found = dispatch_summary(
        with_first_year(answer, site=site, dispatch=replace(answer.dispatch, schedules={"battery": schedule}))
    )
    assert found["energy_charged_mwh"] == 20.0
    assert found["energy_discharged_mwh"] == 16.0
    assert found["full_cycles"] == pytest.approx(0.8)
    assert found["round_trip_frac"] == pytest.approx(0.8)


def test_energy_called_by_products_is_charged_and_discharged() -> None:
    """Losses of a fifth: whatever is scheduled, what is drawn and sent by calls too makes a round trip of 0.8.

    Charging 10 MW holds 10 MW upward and is called off by half, so 5 MW are drawn; the schedule alone says 10.
    """
    over, prices = horizon(2), [100.0, 400.0]
    up = {"price_yuan_per_mw_h": 500.0, "sustain_h": 0.0, "called_frac": 0.5, "sides": ["in"]}
    given = data(over, day_ahead=prices)
    held = product(UpDownMarket, given, "held", kind="up_down", service="regulation", up=up)
    station = battery(charge_efficiency_frac=0.8, auxiliary_mw=1.0)
    called = site({"battery": station}, [spot(prices), held], over)
    found = dispatch_summary(with_first_year(small_answer(), site=called, dispatch=optimise(called)))
    assert found["energy_charged_mwh"] == pytest.approx(5.0)
    assert found["energy_discharged_mwh"] == pytest.approx(4.0)
    assert found["round_trip_frac"] == pytest.approx(0.8)
    assert found["full_cycles"] == pytest.approx(0.2)


def test_an_indicator_without_value_is_null_with_its_state() -> None:
    """No return: null and `none` in JSON, never NaN; the verdict says there is no return."""
    none = {"irr_project_after_tax_frac": (None, "none")}
    summary = summary_of(with_indicators(small_answer(), "together", none))
    assert summary["irr_project_after_tax_frac"] is None
    assert summary["irr_project_after_tax_frac_state"] == "none"
    assert summary["verdict"] == "no_return"


def test_summary_csv_is_safe_and_bilingual(tmp_path: Path) -> None:
    """A title that Excel would run is text with an apostrophe; negative numbers stay numbers."""
    write_run_folder(titled(small_answer(), "=cmd|' /c calc'!A1"), tmp_path / "run", lang="en")
    raw = (tmp_path / "run" / "summary.csv").read_bytes().decode("utf-8")
    rows = {row[0]: row for row in csv.reader(io.StringIO(raw.removeprefix("\ufeff")))}
    assert raw.startswith("\ufeff")
    assert rows["key"] == ["key", "中文", "English", "value", "unit"]
    assert rows["title.zh"][3] == "'=cmd|' /c calc'!A1"
    assert float(rows["cost_first_year_yuan"][3]) < 0
    assert rows["irr_project_after_tax_frac"][1] == "项目投资财务内部收益率（税后）"
    assert "projects.station.npv_equity_yuan" in rows


def test_a_rejected_answer_is_never_written(tmp_path: Path) -> None:
    """One failed law, and neither the folder nor a trace of it appears."""
    bad = Audit(checks=(Check(name="connection_limits", deviation=1.0, tolerance=1e-6),))
    with pytest.raises(RejectedError, match="connection_limits"):
        write_run_folder(with_first_year(small_answer(), audit=bad), tmp_path / "run", lang="zh")
    assert not list(tmp_path.iterdir())


def test_an_old_run_is_replaced_whole(folder: Path, tmp_path: Path) -> None:
    """A file of the old run that the new one does not write is gone."""
    write_run_folder(small_answer(), tmp_path / "run", lang="zh")
    (tmp_path / "run" / "stale.parquet").write_bytes(b"old")
    write_run_folder(small_answer(), tmp_path / "run", lang="en")
    assert {path.name for path in (tmp_path / "run").iterdir()} == FILES
    assert 'lang="en"' in (tmp_path / "run" / "report.html").read_text(encoding="utf-8")[:200]


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    """A thesis in the way stays; so does a folder with somebody else's manifest.json."""
    for name, content in (("thesis.md", "words"), ("manifest.json", "{}"), ("manifest.json", "[1]")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(MissingPartError, match="something else"):
            write_run_folder(small_answer(), tmp_path, lang="zh")
        assert (tmp_path / name).read_text(encoding="utf-8") == content


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    """Someone made the folder first."""
    (tmp_path / "空 目录").mkdir()
    write_run_folder(small_answer(), tmp_path / "空 目录", lang="zh")
    assert {path.name for path in (tmp_path / "空 目录").iterdir()} == FILES


def test_a_full_disk_leaves_the_old_run_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing fails half way: the old run is untouched to the byte, nothing partial stays, the error says so."""
    write_run_folder(small_answer(), tmp_path / "run", lang="zh")
    before = {name: (tmp_path / "run" / name).read_bytes() for name in _files(tmp_path / "run")}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_folder, "write_parquet", full)
    with pytest.raises(MissingPartError, match="No space left"):
        write_run_folder(small_answer(), tmp_path / "run", lang="zh")
    assert {name: (tmp_path / "run" / name).read_bytes() for name in _files(tmp_path / "run")} == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_tables_open_in_a_spreadsheet(folder: Path) -> None:
    """A byte-order mark for Excel, numbers as numbers with their minus, both languages; the sums of summary.json."""
    assert TABLES | {"week-best.csv", "tornado-station.csv"} <= {path.name for path in (folder / "tables").iterdir()}
    for path in (folder / "tables").iterdir():
        text = path.read_bytes().decode("utf-8")
        assert text.startswith("\ufeff"), path.name
        assert not re.search(r"'[-+]?\d", text), path.name  # an apostrophe would make the number a text
    rows = list(csv.reader((folder / "tables/statements-together.csv").open(encoding="utf-8-sig", newline="")))
    assert rows[0][:5] == ["报表", "Statement", "项目", "Row", "单位 · Unit"]
    flows = next(row for row in rows if row[1] == "Project cash flow" and row[3] == "Net cash flow after income tax")
    total, years = float(flows[5]), [float(cell) for cell in flows[6:]]
    assert flows[4] == "万元"
    assert sum(years) == pytest.approx(total, abs=0.1)
    assert total == pytest.approx(small_answer_total(), abs=0.01)


def small_answer_total() -> float:
    """Return the project's net cash flow after tax over all years [万元]."""
    return float(small_answer().projects[TOGETHER].finance.row("project_cash_flow", "cumulative_after_tax")[-1]) / 1e4


def test_figures_are_written_when_asked_for(tmp_path: Path) -> None:
    """Each chart as SVG and PNG in the language asked for; a PNG of 1680 pixels across holds more than blank paper."""
    write_run_folder(titled(small_answer(), "A"), tmp_path / "run", lang="en", figures=True)
    written = tmp_path / "run" / "figures"
    names = {path.stem for path in written.glob("*.svg")}
    assert names == {path.stem for path in written.glob("*.png")}
    assert {"week-best", "soc-map", "cumulative-cash", "return-map-together"} <= names
    svg = (written / "cumulative-cash.svg").read_text(encoding="utf-8")
    assert "Cumulative net cash flow" in svg
    assert not re.search("[\u3400-\u9fff]", svg)
    picture = (written / "cumulative-cash.png").read_bytes()
    assert int.from_bytes(picture[16:20], "big") == 1680
    assert len(picture) > 20_000


def test_a_name_cannot_lead_a_file_out_of_its_folder() -> None:
    """`../` in the key of a project becomes part of a plain name."""
    assert file_name("statements-../../x") == "statements-______x"
    assert file_name("tornado-寿阳_1") == "tornado-寿阳_1"


def test_the_walks_of_a_fresh_run_rest_on_what_its_files_say(folder: Path) -> None:
    """Inputs known while writing are the leaves read back from the file; the page made from the files is the same."""
    run = open_run(folder)
    assert inputs_of(small_answer().scenario, folder) == read_inputs(run)
    page = html_of(page_of(small_answer(), walks(evidence_of(run))), lang="zh")
    assert page == (folder / "report.html").read_text(encoding="utf-8")


def test_a_title_cannot_take_the_place_of_the_style_or_the_policy() -> None:
    """Words that look like the marks of a template stay words; style and policy stand once each."""
    words = "<!style><!policy>"
    page = html_of(page_of(titled(small_answer(), words)), lang="zh")
    assert page.count("<style>") == page.count("Content-Security-Policy") == page.count("default-src") == 1
    assert "<!style>" not in page
    assert "&lt;!style&gt;&lt;!policy&gt;" in page
