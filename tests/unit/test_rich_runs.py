"""Readers of a run on projects that use much of what a file may say: no false alarm, no sum that fails."""

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from storage_model.runs.difference.lines import cash_lines
from storage_model.runs.lineage.explain import SHORT, explain
from storage_model.runs.lineage.trail import trail_of
from storage_model.runs.lineage.unfold import unfolded
from storage_model.runs.reading.folder import RunFolder, open_run
from storage_model.runs.reaudit.evidence import evidence_of
from storage_model.runs.reaudit.whole import NEVER_COVERED, audited, reaudit
from storage_model.words.measures import MEASURES
from tests.mutants import Fault, added, in_input, times
from tests.rich_projects import RICH, rich_run

# What the audit may leave out of each, besides what it leaves out always.
LEFT_OUT = {
    "much finance": {"station: write-offs from the inputs (assets bought later, or grants that lower values)"},
    "odd years": set(),
    "a busy station": {"station: principal of the loan bank, repaid as cash allows (sculpted)"},
    "at market": set(),
    "fees waived": set(),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the runs of this module stand."""
    return tmp_path_factory.mktemp("rich")


@lru_cache(maxsize=len(RICH))
def _run(folders: Path, name: str) -> RunFolder:
    return open_run(rich_run(folders / name, name))


@pytest.mark.parametrize("name", RICH)
def test_a_good_run_is_never_accused(name: str, folders: Path) -> None:
    """Every law holds, and what none looks at is said and is no more than expected."""
    audit = reaudit(_run(folders, name))
    assert audit.failed == ()
    assert audit.count > 280
    always = {NEVER_COVERED.en}
    assert {said.en for said in audit.not_covered} == LEFT_OUT[name] | always
    assert [said for said in audit.not_covered if not re.search("[一-鿿]", said.zh)] == []


@pytest.mark.parametrize("name", RICH)
def test_every_number_has_its_way_back(name: str, folders: Path) -> None:
    """Each indicator of each project, which together reach every row and stream: sums and products hold below them."""
    run = _run(folders, name)
    for project in ("together", "station", "gas"):
        trail = trail_of(run, project)
        for key in (*(key for key in MEASURES if key in trail.evidence.numbers(project)), *SHORT):
            assert max(node.apart() for node in unfolded(explain(trail, key)).walk()) <= 1e-9, key


@pytest.mark.parametrize("name", RICH)
def test_the_lines_are_the_cash_flow(name: str, folders: Path) -> None:
    """The lines a difference is taken apart into add up to the net cash flow after tax in every year."""
    evidence = evidence_of(_run(folders, name))
    for project in evidence.statements.projects:
        net = evidence.rows(project)["project_cash_flow.net_cash_flow_after_tax"]
        lines = np.sum([values for _, (_, values) in cash_lines(evidence, project)], axis=0)
        assert lines == pytest.approx(net, abs=1e-3)


# What is wrong with fees that are waived → the law that has to break.
WAIVED: dict[str, tuple[Fault, str]] = {
    "a yuan more comes back": (
        added("dispatch", "station_demand_charge_relief_yuan", 1.0, 4000),
        "station.demand_charge_relief.money_of_each_step",
    ),
    "another share of the peak": (
        in_input("policies.relief.demand_charge_frac", 0.5), "station.demand_charge_relief.money_of_each_step"
    ),
    "a relief that ended before": (
        in_input("policies.relief.last_year", 2026), "station.demand_charge_relief.money_of_each_step"
    ),
    "a dearer peak": (
        in_input("policies.charging_fees.demand_charge_yuan_per_kw_month", 34.0),
        "station.demand_charge_relief.money_of_each_step",
    ),
    "more funds than are spared": (
        times("dispatch", "station_loss_funds_relief_yuan", 1.001), "station.loss_funds_relief.money_of_each_step"
    ),
    "another share of the funds": (
        in_input("policies.relief.loss_funds_frac", 0.31), "relief.loss_funds_relief.rate_of_the_document"
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", WAIVED)
def test_a_waived_fee_is_recomputed(fault: str, folders: Path) -> None:
    """0.6 of the peak and 0.3 of the funds come back: another share, year, rate or amount breaks the law about it."""
    plant, law = WAIVED[fault]
    laws = audited(plant(evidence_of(_run(folders, "fees waived"))), ("money", "rates"))
    assert law in {one.name for family in laws.values() for one in family if not one.passed}


def test_what_a_waived_demand_charge_is_made_of_is_said(folders: Path) -> None:
    """Charge and relief are both peaks of months; neither is a sum over steps."""
    trail = trail_of(_run(folders, "fees waived"), "station")
    said = [
        {node.formula.en for node in explain(trail, f"station.{key}").walk() if node.formula}
        for key in ("demand_charge", "demand_charge_relief")
    ]
    peaks = "highest drawn power of each month × rate × share charged"
    assert peaks in said[0]
    assert f"{peaks} × share waived" in said[1]
