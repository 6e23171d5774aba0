"""What a vice governor reads first: the verdict in words, and every case in one line on one basis."""

from dataclasses import replace

import pytest

from storage_model.report.comparing.blocks.basis import assumed_numbers, basis_of
from storage_model.report.comparing.blocks.block import Number
from storage_model.report.comparing.blocks.brief import brief_block, factor_words
from storage_model.report.comparing.blocks.cases import cases_block
from storage_model.report.comparing.blocks.documents import documents_block
from storage_model.report.comparing.blocks.needed import needed_block
from storage_model.report.comparing.charts.returns import needed_chart
from storage_model.report.comparing.verdict import case_sentence, doubt, headline
from tests.comparisons import comparison


def test_the_headline_counts_the_cases_that_reach_the_hurdle() -> None:
    """None of three; with one answer that pays, one of three, and the page is green."""
    found = comparison()
    verdict, words = headline(found)
    assert (verdict, words.zh) == ("does_not_pay", "3 个方案均未达到税后基准收益率 6.00%")
    one = found.columns[2]
    good = replace(one, answers={**one.answers, one.project: replace(one.answer, hurdle_frac=-0.9)})
    verdict, words = headline(replace(found, columns=(*found.columns[:2], good)))
    assert (verdict, words.zh) == ("pays", "3 个方案中 1 个达到税后基准收益率 6.00%")


def test_a_sentence_says_the_distance_and_what_is_needed() -> None:
    """The number that was solved for stands in it as support of the first year and at present."""
    found = comparison()
    column, needed = found.columns[-1], found.break_evens[0].needed
    assert needed is not None
    _, words = case_sentence(found, column)
    rate = column.answer.finance.indicators["irr_project_after_tax_frac"].value
    assert rate is not None
    assert f"低于基准 {6 - 100 * rate:.2f} 个百分点" in words.zh
    assert f"达标需首年支持 {needed.per_kw_yuan:,.2f} 元/kW，现值 {needed.present_yuan / 1e4:,.2f} 万元" in words.zh
    assert "达标" not in case_sentence(found, found.base)[1].zh


def test_the_brief_is_on_one_basis() -> None:
    """1 100 万元 a year for fifteen years: 16 500 nominal, 1 100 × 9.7122 ÷ 1.06 = 10 078.75 at present.

    The base is called what it is; cost of a MWh is the present amount by discounted MWh.
    """
    found = comparison()
    base, _, price = brief_block(found).rows
    assert base[1].zh == "比较基准"
    assert [one.zh for one in price[4:7]] == ["16,500.00", "10,078.75", "10,078.75"]
    sent = sum(mwh / 1.06**year for year, mwh in enumerate(found.columns[-1].achieved.out_mwh, 1))
    assert isinstance(price[7], Number)
    assert price[7].value == pytest.approx(10_078.74895e4 / sent, rel=1e-8)
    assert isinstance(price[9], Number)
    assert price[9].value == pytest.approx(found.break_evens[0].needed.present_yuan / 1e4)  # type: ignore[union-attr]


def test_the_verdict_says_how_much_is_assumed() -> None:
    """Beside the headline, counted over all numbers of the base."""
    words, found = doubt(comparison()).zh, comparison().base.scenario.facts.values()
    numbers = [one for one in found if isinstance(one.value, int | float) and not isinstance(one.value, bool)]
    assert (
        words == f"基准方案输入数值 {len(numbers)} 项，其中 {sum(not one.source for one in numbers)} 项无出处、为假设"
    )


def test_tonnes_say_what_is_left_out() -> None:
    """A store's charging has a factor; methane is a matter of gas plants alone, and so is what the standard forbids."""
    found = comparison()
    assert "充电全部为弃风弃光" in factor_words(found).zh
    assert "甲烷" not in factor_words(found).zh
    gas = replace(found, columns=tuple(replace(one, project="gas") for one in found.columns))
    assert "GB 21522" in factor_words(gas).zh
    assert "购买方" not in factor_words(gas).zh  # engines earn no credits
    plant = found.base.scenario.assets["gas_plant"].model_copy(update={"kind": "gas_hub"})
    hubs = [replace(one.scenario, assets={**one.scenario.assets, "gas_plant": plant}) for one in gas.columns]
    told = [replace(one, scenario=hub) for one, hub in zip(gas.columns, hubs, strict=True)]
    assert "购买方付款均不计入每吨" in factor_words(replace(gas, columns=tuple(told))).zh


def test_a_law_of_another_province_says_so() -> None:
    """What is in force in Gansu is none of Shanxi's; without a target there is no column of what it takes."""
    found = comparison()
    one = found.columns[-1]
    price = one.scenario.policies["capacity_price"].model_copy(update={"status": "in_force", "region": "甘肃"})
    there = replace(one, scenario=replace(one.scenario, policies={**one.scenario.policies, "capacity_price": price}))
    assert basis_of(there, ("capacity_price",)).zh == "现行（甘肃）；数值 8 项，假设 6 项"
    block = brief_block(replace(found, break_evens=()))
    assert {len(block.heads), *map(len, block.rows)} == {9}


def test_a_policy_taken_out_has_no_basis() -> None:
    """A case without the base's price rests on nothing that could be cited."""
    found = comparison()
    rows = brief_block(replace(found, columns=(found.columns[2], found.columns[0]), effects={}, break_evens=())).rows
    assert rows[1][1].zh == "—"


def test_what_is_assumed_is_counted_and_named() -> None:
    """Eight numbers in the file of the expected price; the full rate and the hours have a document, six do not."""
    column = comparison().columns[-1]
    assert basis_of(column, ("capacity_price",)).zh == "假设；数值 8 项，假设 6 项"
    named = assumed_numbers(column.scenario, "capacity_price").zh
    assert "容量供需系数 1" in named
    assert "起始年份 2027" in named
    assert "165" not in named


def test_documents_are_those_of_the_project() -> None:
    """The tariff of the gas plant stands behind nothing on the page of the storage station."""
    rows = documents_block(comparison()).rows
    titles = [row[0].zh for row in rows]
    assert "山西容量电价 · 预期" in titles
    assert not [title for title in titles if "瓦斯" in title]
    (fees,) = (row[1] for row in rows if "114号" in row[1].zh)
    assert fees.zh == "发改价格〔2026〕114号 · 通知原文第四条（二）；各项标准的出处见各数"
    assert "official text of the notice" in fees.en


def test_the_present_value_is_no_word_for_the_value_in_the_file() -> None:
    """现值 headed the number a case has now, beside the present value."""
    heads = [head.zh for head in needed_block(comparison()).heads]
    assert heads.count("方案取值") == 1
    assert [head for head in heads if "现值" in head] == ["支持现值（万元）"]


def test_cases_that_need_the_same_are_said_to() -> None:
    """Two rates that come to the same money: neither is the least."""
    found = comparison()
    (one,) = found.break_evens
    same = needed_chart(replace(found, break_evens=(one, one)))
    assert same is not None
    assert same.note.zh.startswith("各方案所需相同")
    assert one.needed is not None
    dearer = replace(one, needed=replace(one.needed, present_yuan=2.0 * one.needed.present_yuan))
    two = needed_chart(replace(found, break_evens=(one, dearer, one)))
    assert two is not None
    assert two.note.en.startswith("2 cases need the least, and the same")
    alone = needed_chart(found)
    assert alone is not None
    assert alone.note.zh.startswith("现值最少")


def test_out_of_reach_shows_the_return_of_the_most_there_is() -> None:
    """It stood below "one step less", as if a step less of nothing had a return."""
    found = comparison()
    (one,) = found.break_evens
    goal = replace(one.goal, state="unreachable", met=None)
    row = needed_block(replace(found, break_evens=(replace(one, goal=goal, needed=None),))).rows[0]
    assert goal.missed is not None
    assert row[3].en == f"out of reach (up to {goal.missed.value:,g})"
    assert row[3].zh.startswith("范围内达不到（至 ")
    assert isinstance(row[4], Number)
    assert row[4].value == goal.missed.indicator.value
    assert row[5].zh == "—"


def test_years_between_optimised_ones_are_told() -> None:
    """A row for all cases where one has any; where every year was optimised there is none."""
    found = comparison()
    assert not any("optimised" in row[0].en for row in cases_block(found).rows)
    last = found.columns[-1]
    lifetime = replace(last.lifetime, dispatched=(True, *(False,) * 13, True))
    row = cases_block(replace(found, columns=(*found.columns[:2], replace(last, lifetime=lifetime)))).rows[-1]
    assert [cell.en for cell in row[1:]] == ["15 / 15", "15 / 15", "2 / 15"]
