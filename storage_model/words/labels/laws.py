"""The laws of `verify` in Chinese; their names are the English. A law about one row or stream is called after it."""

from collections.abc import Callable
from typing import Final

from storage_model.words.label import Label
from storage_model.words.labels.checks import CHECK_LABELS
from storage_model.words.labels.lookup import row_label, statement_label, stream_label, summary_label

LAWS: Final[dict[str, str]] = {
    "steps_follow_each_other": "时段首尾相接",
    "store_runs_on": "前后时段的储能相接",
    "stored_in_all_groups": "储能等于各批电芯之和",
    "converter_passes_what_groups_take": "变流器电力等于各批电芯之和",
    "charge_promised_once": "充电能力不重复承诺",
    "discharge_promised_once": "放电能力不重复承诺",
    "usable_within_rating": "可用容量不超过额定",
    "meters_see_the_schedule": "计量与调度一致",
    "cycle_budget_of_the_year": "全年循环次数限额",
    "as_much_down_as_up": "上调与下调申报相等",
    "one_figure_a_span": "一段内只有一个申报值",
    "announced_less_calls": "申报电力等于计量减预期调用",
    "used_within_demand": "自用电力不超过负荷",
    "used_is_sent": "自用电力不超过送出电力",
    "price_of_own_use": "替代购电价格与输入一致",
    "quantity_of_the_contract": "合约电力与输入一致",
    "price_of_the_contract": "合约价格与输入一致",
    "reference_price_of_the_contract": "合约参考价格等于当年市场价格",
    "position_is_the_plan": "日前申报等于计划",
    "position_not_negative": "日前申报不为负",
    "sold_or_bought": "日前不同时买卖",
    "streams_add_up_to_the_objective": "各收支项合计等于目标值",
    "gap_of_the_summary": "间隙与目标值、对偶界相符",
    "perfect_is_the_objective": "全知收益等于目标值",
    "capture_ratio": "捕获率",
    "bound_of_the_dispatch": "全知收益上限与调度一致",
    "perfect_by_asset": "各资产全知收益与调度一致",
    "perfect_at_most": "全知收益不超过上限",
    "realised_at_most": "按预测可得收益不超过全知收益上限",
    "perfect_of_assets": "全知收益等于各资产之和",
    "realised_of_assets": "按预测可得收益等于各资产之和",
    "energy_charged_mwh": "全年充电量",
    "energy_discharged_mwh": "全年放电量",
    "full_cycles": "等效循环次数",
    "round_trip_frac": "综合效率",
    "sale_price_of_the_year": "当年售电价格",
    "purchase_price_of_the_year": "当年购电价格",
    "series_is_its_file": "序列与文件一致",
    "years_run_on": "年份连续",
    "years_dispatched": "优化年份与所述一致",
    "rated_power_of_the_inputs": "额定功率与输入一致",
    "draws_nothing": "不下网用电",
    "gas_counted": "燃用瓦斯计量",
    "later_investment": "后期投资与购置一致",
    "energy_not_negative": "逐年电量不为负",
    "health_from_0_to_1": "健康度在 0 至 1 之间",
    "usable_within_health": "可用容量不超过健康度",
    "dispatched_with_what_is_usable": "首年按可用容量调度",
    "cells_installed": "电芯额定容量由输入和购置推得",
    "usable_is_what_is_healthy": "可用容量等于容量乘健康度",
    "health_in_mid_year": "年中健康度符合老化规律",
    "health_at_the_end": "年末健康度符合老化规律",
    "health_of_each_delivery": "各批电芯健康度符合老化规律",
    "wears_as_its_law_has_it": "老化不少于日历衰减",
    "cells_bought_by_the_rule": "电芯购置符合规则",
    "cells_only_while_it_operates": "不运营的年份没有电芯数据",
    "energy_of_each_year": "逐年充放电量与效率相符",
    "cycles_of_the_first_year": "首年循环次数由储能曲线推得",
    "cycles_follow_from_the_energy": "循环次数由逐年电量推得",
    "sends_no_more_than_it_draws": "上网电量不超过下网电量",
    "input_vat_of_operation": "运营期进项税额",
    "investor_capital_of_all": "各投资方出资合计",
    "investor_dividends_of_all": "各投资方分利合计",
    "balance_sheet_balances": "资产等于负债加权益",
    "profit_is_ebit_less_interest": "利润总额等于息税前利润减利息",
    "formed_assets_are_the_investment": "形成的资产等于建设投资",
    "equity_flow_is_project_flow_less_debt": "资本金现金流等于项目现金流减债务",
    "rows_never_negative": "不应为负的各行不为负",
    "nothing_left_at_the_end": "期末余额为零",
    "is_the_sum_of_the_projects": "合计等于各项目之和",
    "indicator_summary_is_the_summary": "财务指标汇总表与 summary.json 一致",
    "sums_over_the_life": "全期合计等于各年之和",
    "coefficients_of_the_sensitivity": "敏感度系数",
    "revenue_by_stream_of_the_first_year": "首年收入构成",
    "revenue_of_the_first_year": "首年收入",
    "cost_by_stream_of_the_first_year": "首年计量成本构成",
    "cost_of_the_first_year": "首年计量成本",
    "made_of_gas": "瓦斯发电、供热各数与调度一致",
    "energy_of_other_assets": "其他资产电量与调度一致",
    "accounted_for": "甲烷去向各数与调度一致",
    "names_of_the_inputs": "名称与输入一致",
    "inputs_counted": "输入数值个数",
    "states_fit_their_values": "有值与无值的状态相符",
    "status_of_the_gap": "求解状态与间隙一致",
    "places_are_known": "各收支项的来源与成本要素有效",
    "years_as_asked": "寿命计算方式与输入一致",
    "figures_as_asked": "预见指标与输入一致",
    "summary_csv": "summary.csv 与 summary.json 一致",
    "checks_as_counted": "checks.json 各项通过且计数相符",
    "statements_csv": "报表 CSV 与 statements.parquet 一致",
    "can_be_audited": "文件齐全，可以复核",
}
# What a law says of the stream, row or statement named before it, and whose words those are.
_OF_PART: Final[dict[str, tuple[str, Callable[[str], Label]]]] = {
    "money_of_each_step": ("逐时段金额", stream_label),
    "money_of_each_year": ("逐年金额", stream_label),
    "first_year_from_the_schedule": ("首年金额来自调度", stream_label),
    "rate_of_the_document": ("费率与文件一致", stream_label),
    "rate_of_the_rules": ("价格与规则一致", stream_label),
    "revenue_is_settled": ("报表收入等于结算", stream_label),
    "follows_from_inputs": ("由输入推得", row_label),
    "follows_from_streams_and_inputs": ("由收支项和输入推得", row_label),
    "rows_follow": ("各行符合公式", statement_label),
}
_SIDES: Final = (("up_", "上调"), ("down_", "下调"))
_OF_CELLS: Final = ("energy_balance", "energy_identity", "store_runs_on")


def chinese_of_law(name: str) -> str:
    """Return what a law of `verify` says, without the owner its name begins with."""
    *owners, law = name.split(".")
    if law in _OF_PART:
        words, label_of = _OF_PART[law]
        return f"{_called(owners[-1], label_of)} · {words}"
    for prefix, side in _SIDES:
        if law.startswith(prefix):
            return f"{side} · {_alone(law.removeprefix(prefix))}"
    return next((f"分批电池 · {_alone(own)}" for own in _OF_CELLS if law.endswith(f"_{own}")), "") or _alone(law)


def _alone(law: str) -> str:
    """Return a law of its own; one that holds a row or an indicator against itself is called after that."""
    if law in LAWS:
        return LAWS[law]
    if law in CHECK_LABELS:
        return CHECK_LABELS[law].zh
    return _called(law, row_label, summary_label)


def _called(key: str, *labels: Callable[[str], Label]) -> str:
    """Return the words of a key; the run may be of a kind that is not installed here, whose own keys stay bare."""
    for label_of in labels:
        try:
            return label_of(key).zh
        except LookupError:
            continue
    return key
