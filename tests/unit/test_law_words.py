"""Every law of `verify` has its Chinese, whatever the site is made of."""

import re

import pytest

from storage_model.runs.reading.folder import open_run
from storage_model.runs.reaudit.evidence import Evidence, evidence_of
from storage_model.runs.reaudit.whole import reaudited
from storage_model.words.labels.laws import LAWS, chinese_of_law
from tests.rich_hub import rich_run
from tests.run_folders import written_run
from tests.short_runs import SHORT, short_evidence

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _evidence(name: str) -> Evidence:
    runs = {"base": written_run, "hub": rich_run}
    return evidence_of(open_run(runs[name]())) if name in runs else short_evidence(name)


@pytest.mark.parametrize("name", ["base", "hub", *SHORT])
def test_every_law_of_a_run_is_said_in_chinese(name: str) -> None:
    """Each part of its meaning, of the stream or row it is about too: none is a bare key."""
    laws = [law.name for laws in reaudited(_evidence(name)).laws.values() for law in laws]
    assert len(laws) > 100
    for law in laws:
        for part in chinese_of_law(law).split(" · "):
            assert CHINESE.search(part), law


@pytest.mark.parametrize(
    ("law", "chinese"),
    [
        ("station.energy_balance", "逐时段能量平衡"),
        ("station.cells_old_energy_balance", "分批电池 · 逐时段能量平衡"),
        ("fast.up_held_limits", "上调 · 辅助服务申报限额"),
        ("station.line_loss_fee.money_of_each_year", "上网环节线损费 · 逐年金额"),
        ("gas.repair_cost.follows_from_streams_and_inputs", "修理费 · 由收支项和输入推得"),
        ("together.total_cost.rows_follow", "总成本费用估算表 · 各行符合公式"),
        ("station.irr_equity_frac", "资本金财务内部收益率"),
        ("physics.can_be_audited", "文件齐全，可以复核"),
        ("tower.lift.money_of_each_step", "lift · 逐时段金额"),
    ],
)
def test_a_law_says_what_it_is_about(law: str, chinese: str) -> None:
    """A check by its own words, a row or indicator by its name, money by its stream; what nobody knows stays bare."""
    assert chinese_of_law(law) == chinese


def test_laws_that_rare_runs_alone_have_are_said_too() -> None:
    """Those no run above may show."""
    rare = {"capture_ratio", "position_is_the_plan", "position_not_negative", "sold_or_bought", "can_be_audited"}
    assert rare <= set(LAWS)
