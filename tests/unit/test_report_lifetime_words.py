"""What has to be said of the operating years, by hand."""

from dataclasses import replace
from typing import Any

import pytest

from storage_model.words.label import Label
from storage_model.words.lifetime_words import lifetime_words
from storage_model.words.tables.summary import lifetime_summary
from tests.report_answers import small_answer

USUAL = {
    "operating_years": 15, "dispatched_years": 15, "npv_error_frac": None, "wear_cost_yuan_per_mwh": None,
    "beyond_range_count": 0,
}  # fmt: skip
CHOSEN = Label(
    zh="15 个运营年中优化 4 年，其余插值", en="4 of 15 operating years optimised, the others lie between", unit="text"
)
SAID: list[tuple[dict[str, Any], str, str]] = [
    ({"dispatched_years": 4}, CHOSEN.zh, CHOSEN.en),
    (
        {
            "dispatched_years": 4, "npv_error_frac": 0.0012,
            "npv_representative_yuan": 1.0012e7, "npv_every_year_yuan": 1e7, "npv_difference_yuan": 1.2e4,
        },
        f"{CHOSEN.zh}；税后净现值 1,001.20 万元，逐年优化为 1,000.00 万元，相差 1.20 万元（0.120%）",
        f"{CHOSEN.en}; NPV after tax 1,001.20 wan yuan, 1,000.00 wan yuan by every year, difference 1.20 wan yuan "
        "(0.120%)",
    ),
    (  # across zero a share says nothing
        {
            "dispatched_years": 4, "npv_error_frac": 1.00856,
            "npv_representative_yuan": 6.3e4, "npv_every_year_yuan": -7.36e6, "npv_difference_yuan": 7.423e6,
        },
        f"{CHOSEN.zh}；税后净现值 6.30 万元，逐年优化为 -736.00 万元，相差 742.30 万元",
        f"{CHOSEN.en}; NPV after tax 6.30 wan yuan, -736.00 wan yuan by every year, difference 742.30 wan yuan",
    ),
    (  # a run of before has the share alone
        {"dispatched_years": 4, "npv_error_frac": 0.0012},
        f"{CHOSEN.zh}；税后净现值较逐年优化偏差 0.120%",
        f"{CHOSEN.en}; NPV after tax 0.120% from that of every year optimised",
    ),
    (
        {"counts_from": "station 2027-07-01, gas 2028-01-01"},
        "首个运营年的调度与逐月收支按全年、全部资产列示；收支实际起算日 station 2027-07-01、gas 2028-01-01",
        "schedule and months of the first operating year are shown of the whole year and every asset; money counts "
        "from: station 2027-07-01, gas 2028-01-01",
    ),
    ({"wear_cost_yuan_per_mwh": 26.3}, "循环损耗成本（不动点）26.30 元/MWh", "wear cost found 26.30 yuan/MWh"),
    (
        {"wear_cost_yuan_per_mwh": 26.3, "beyond_range_count": 3},
        "循环损耗成本（不动点）26.30 元/MWh；老化规律有 3 处超出适用范围，见报告",
        "wear cost found 26.30 yuan/MWh; ageing laws asked beyond their range 3 times, see the report",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "zh", "en"), SAID)
def test_what_is_not_as_usual_is_said(changed: dict[str, Any], zh: str, en: str) -> None:
    """Years between, the error that was measured, a wear cost that was found, laws asked beyond their range."""
    assert lifetime_words({**USUAL, **changed}) == Label(zh=zh, en=en, unit="text")


def test_money_that_begins_later_than_the_year_is_told() -> None:
    """A station of July beside one of January: its day is told; where all begin with the year there is no such key."""
    answer = small_answer()
    assert "counts_from" not in lifetime_summary(answer)
    (name, terms), *_ = answer.scenario.projects.items()
    day = f"{answer.lifetime.calendar_years[0]}-07-01"
    later = {**answer.scenario.projects, name: terms.model_copy(update={"commissioning": day})}
    found = lifetime_summary(replace(answer, scenario=replace(answer.scenario, projects=later)))
    assert found["counts_from"] == ", ".join(f"{asset} {day}" for asset in terms.assets)


def test_usual_years_need_no_words() -> None:
    """Every year optimised with the wear cost of the record."""
    assert lifetime_words(USUAL) is None
