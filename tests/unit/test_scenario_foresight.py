"""The section `foresight` of a case: read, checked, asked, shown."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from storage_model.cases.foreseen import foreseen
from storage_model.problems import InputError
from storage_model.report.screen import answer_screen
from storage_model.scenario.checks.foresight import steps_fit
from storage_model.scenario.foresight_terms import ForesightTerms
from storage_model.scenario.load import load_scenario
from storage_model.words.answer_words import answer_lines, foresight_words
from storage_model.words.tables.summary import summary_of, summary_rows
from tests.bad_inputs.site import case_of, make_site
from tests.report_answers import small_answer
from tests.sites import horizon

SERIES = "{file: ../prices/shanxi_2026_like.csv, column: da_yuan_per_mwh, unit: yuan_per_mwh}"
PERSISTENCE = "forecast: {kind: persistence}"
PRIMARY = (
    "markets.primary: {kind: primary_regulation, participants: [station], most_mw: 20.0, price_yuan_per_mw: 6.0, "
    "blocks_per_day: 100.0, day_k: 3.0, won_days_per_year: 200.0, mean_of_peak_frac: 0.5, up_share_frac: 0.5, "
    "sustain_h: 0.1, vat_frac: 0.06}"
)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


SLIPS = [
    ("foresight: {" + PERSISTENCE + ", step_h: 72}", "E114", "foresight", "`look_ahead_h` at least `step_h`"),
    ("foresight: {" + PERSISTENCE + ", real_time_step_h: 5}", "E114", "foresight", "multiple of `real_time_step_h`"),
    ("foresight: {" + PERSISTENCE + ", scenarios: 4}", "E114", "foresight", "beside `scenarios`"),
    ("foresight: {" + PERSISTENCE + ", step_h: 0}", "E115", "foresight.step_h", "greater than or equal to 1"),
    ("foresight: {" + PERSISTENCE + ", stepp_h: 24}", "E111", "foresight.stepp_h", "step_h"),
    ("foresight: {forecast: {kind: persistance}}", "E114", "foresight.forecast.kind", "one of actual, series"),
    ("foresight: {forecast: {}}", "E113", "foresight.forecast.kind", "one of actual, series"),
    ("foresight: {step_h: 24}", "E113", "foresight.forecast", "预测方法"),
    ("foresight: {forecast: {kind: hourly_regression, trailing_days: 0}}", "E115",
     "foresight.forecast.trailing_days", "greater than or equal to 1"),
    ("foresight: {forecast: {kind: noisy_actual, rank_correlation_frac: 80}}", "E115",
     "foresight.forecast.rank_correlation_frac", "a fraction between 0 and 1"),
    ("foresight: {" + PERSISTENCE + ", real_time_step_h: 4}", "E311", "foresight.real_time_step_h", "promised"),
    ("foresight: {forecast: {kind: series, day_ahead: " + SERIES + "}}", "E312", "foresight.forecast",
     "a forecast of every price"),
    ("foresight: {" + PERSISTENCE + ", step_h: 6}\ndeltas: {held: {" + PRIMARY + "}}", "E314", "foresight.step_h",
     "fall on 0 o'clock"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=[f"{slip[1]} {slip[0][:60]}" for slip in SLIPS])
def test_each_slip_is_named_where_it_stands(cases: Path, slip: tuple[str, str, str, str]) -> None:
    """Code, key and what is allowed; `check` reads the same way, before anything is run."""
    body, code, key, expected = slip
    with pytest.raises(InputError) as caught:
        load_scenario(case_of(cases, body + "\n", "foresight.yaml"), {})
    (problem,) = [problem for problem in caught.value.problems if problem.code == code]
    assert problem.key == key
    assert expected in problem.expected
    assert "foresight.yaml:3" in problem.place
    assert problem.fix


def test_hours_fall_on_steps_of_the_price() -> None:
    """Prices every two hours leave no decision at three o'clock."""
    terms = ForesightTerms.model_validate({"forecast": {"kind": "actual"}, "step_h": 24, "known_before_h": 13})
    (problem,) = steps_fit(terms, horizon(12, 2.0))
    assert (problem.code, problem.key, problem.got) == ("E313", "foresight.known_before_h", "13 h")
    assert list(steps_fit(terms, horizon(24, 0.25))) == []


def test_a_forecast_of_ones_own_is_read_with_the_case(cases: Path) -> None:
    """Both prices of the case have a forecast; they stand in the scenario by name, on the steps of the price."""
    body = "foresight: {forecast: {kind: series, day_ahead: " + SERIES + ", real_time: " + SERIES + "}}\n"
    scenario = load_scenario(case_of(cases, body, "own.yaml"), {})
    assert sorted(scenario.forecast) == ["day_ahead", "real_time"]
    assert scenario.forecast["day_ahead"].values.tolist() == scenario.prices["day_ahead"].values.tolist()
    assert scenario.foresight is not None
    assert (scenario.foresight.step_h, scenario.foresight.look_ahead_h) == (24, 48)


def test_nobody_asks_nothing_is_answered() -> None:
    """Without the section there is one figure, a state for the others, and no line on the screen."""
    answer = small_answer()
    assert foreseen(answer.scenario, answer.life.years[0]) is None
    found = summary_of(answer)["foresight"]
    assert found["perfect_yuan"] == pytest.approx(answer.dispatch.objective_yuan)
    assert (found["capture_ratio_frac"], found["capture_ratio_frac_state"]) == (None, "not_asked")
    assert "foresight" not in answer_lines(summary_of(answer), 1, "zh")


def test_every_day_alike_is_foreseen_by_the_week_before() -> None:
    """Each day of the made-up year has the same prices, so last week tells all and all is captured."""
    answer = small_answer()
    terms = ForesightTerms.model_validate({"forecast": {"kind": "last_week"}, "step_h": 168, "look_ahead_h": 336})
    scenario = replace(answer.scenario, foresight=terms)
    heard: list[tuple[int, int]] = []
    found = foreseen(scenario, answer.life.years[0], tick=lambda done, whole: heard.append((done, whole)))
    assert heard == [(week, 53) for week in range(1, 54)]
    assert found is not None
    assert found.perfect_yuan == pytest.approx(answer.dispatch.objective_yuan)
    assert found.capture_ratio_frac == pytest.approx(1.0, abs=1e-6)
    assert (found.most_yuan, found.capture_ratio_state) == (pytest.approx(found.perfect_yuan), "ok")
    asked = replace(answer, foresight=found)
    summary = summary_of(asked)
    json.dumps(summary, allow_nan=False)
    assert summary["foresight"]["realised_yuan"] == pytest.approx(found.realised_yuan)
    by_asset = summary["foresight"]["realised_by_asset_yuan"]
    assert sum(by_asset.values()) == pytest.approx(found.realised_yuan)
    rows = {row[0]: row for row in summary_rows(summary)}
    assert rows["foresight.realised_by_asset_yuan.station"][1].endswith("station")
    out = io.StringIO()
    Console(file=out, width=400, color_system=None).print(answer_screen(asked, None, "zh"))
    (line,) = [line for line in out.getvalue().splitlines() if line.startswith("预见")]
    assert "捕获率 100.00%" in line
    assert "Capture ratio 100.00%" in answer_lines(summary, 1, "en")["foresight"]


def test_certain_income_does_not_hide_what_forecasts_cost_the_store() -> None:
    """100 of certain income beside a store that keeps 20 of 80: the site keeps two thirds, the store a quarter."""
    found = {
        "perfect_yuan": 180e4, "perfect_at_most_yuan": 180e4, "realised_yuan": 120e4, "realised_yuan_state": "ok",
        "capture_ratio_frac": 2 / 3, "capture_ratio_frac_state": "ok",
        "perfect_by_asset_yuan": {"store": 80e4, "gas": 100e4}, "realised_by_asset_yuan": {"store": 20e4, "gas": 100e4},
    }  # fmt: skip
    line = foresight_words(found, 180e4)
    assert line is not None
    assert line.zh.endswith("捕获率 66.67%；其中 store 20.00 / 80.00 万元 (25.00%)。结论与各项指标均按全知调度计。")
    assert "of these store 20.00 / 80.00 wan yuan (25.00%). The verdict" in line.en
    alone = foresight_words(
        found | {"perfect_by_asset_yuan": {"store": 80e4}, "realised_by_asset_yuan": {"store": 2e4}}, 180e4
    )
    assert alone is not None
    assert "store" not in alone.zh
    sold_out = {"perfect_by_asset_yuan": {"a": 0.0, "b": 1.0}, "realised_by_asset_yuan": {"a": -5e4, "b": 1.0}}
    loss = foresight_words(found | sold_out, 180e4)
    assert loss is not None
    assert "其中 a -5.00 / 0.00 万元。" in loss.zh


def test_a_plan_that_is_kept_is_no_perfect_foresight() -> None:
    """Deviating in real time 180 may be earned, keeping the plan 150: it is the 150 that the verdict rests on."""
    found = {
        "perfect_yuan": 180e4, "perfect_at_most_yuan": 180e4, "realised_yuan": 120e4, "realised_yuan_state": "ok",
        "capture_ratio_frac": 2 / 3, "capture_ratio_frac_state": "ok",
        "perfect_by_asset_yuan": {"store": 180e4}, "realised_by_asset_yuan": {"store": 120e4},
    }  # fmt: skip
    line = foresight_words(found, 150e4)
    assert line is not None
    assert line.zh.endswith("。结论与各项指标均按电价全知、申报后照办计，收益 150.00 万元。")
    assert line.en.endswith("a plan that knows all prices and is kept, which earns 150.00 wan yuan.")


def test_a_share_of_what_is_not_proved_says_so() -> None:
    """120 of at most 150, where a schedule of 110 was the best found: at least 80 %, and no shares by asset."""
    line = foresight_words({
        "perfect_yuan": 110e4, "perfect_at_most_yuan": 150e4, "realised_yuan": 120e4, "realised_yuan_state": "ok",
        "capture_ratio_frac": 0.8, "capture_ratio_frac_state": "at_least",
        "perfect_by_asset_yuan": {"store": 10e4, "gas": 100e4}, "realised_by_asset_yuan": {"store": 20e4, "gas": 100e4},
    }, 110e4)  # fmt: skip
    assert line is not None
    assert (
        "全知调度收益上限（已证明） 150.00 万元，捕获率 80.00%（至少，最优未证明）；其中 store 20.00 / 10.00 万元。"
        in line.zh
    )
    assert "proved to be at most 150.00 wan yuan, Capture ratio 80.00% (at least, the best is not proved)" in line.en
    assert "of these store 20.00 / 10.00 wan yuan. The verdict" in line.en
