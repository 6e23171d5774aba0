"""Words for the keys of summary.json."""

from typing import Final

from storage_model.words.label import Label, text
from storage_model.words.labels.statements import MOST_INVESTORS, NUMERALS


def _of_investor(number: int) -> dict[str, Label]:
    """Return the returns of one owner among several."""
    zh, en = f"投资方{NUMERALS[number - 1]}", f"Investor {number}"
    return {
        f"irr_investor_{number}_frac": Label(zh=f"{zh}财务内部收益率", en=f"{en}: IRR", unit="frac"),
        f"npv_investor_{number}_yuan": Label(zh=f"{zh}财务净现值", en=f"{en}: NPV"),
    }


SUMMARY_LABELS: Final[dict[str, Label]] = {
    "case": text("方案", "Case"),
    "title.zh": text("名称", "Chinese title"),
    "title.en": text("英文名称", "Title"),
    "verdict": text("结论", "Verdict"),
    "status": text("校核状态", "Status"),
    "hurdle_frac": Label(zh="税后基准收益率", en="Hurdle rate after tax", unit="frac"),
    "total_investment_yuan": Label(zh="项目总投资", en="Total investment"),
    "static_investment_yuan": Label(zh="建设投资（静态）", en="Static investment"),
    "interest_during_construction_yuan": Label(zh="建设期利息", en="Interest during construction"),
    "working_capital_yuan": Label(zh="流动资金", en="Working capital"),
    "revenue_first_year_yuan": Label(zh="首年收入（含税）", en="Revenue, first year (VAT-inclusive)"),
    "cost_first_year_yuan": Label(zh="首年计量成本（含税）", en="Metered cost, first year (VAT-inclusive)"),
    "revenue_by_stream_first_year_yuan": Label(zh="首年收入构成", en="Revenue by stream, first year"),
    "cost_by_stream_first_year_yuan": Label(zh="首年计量成本构成", en="Metered cost by stream, first year"),
    "irr_project_pre_tax_frac": Label(zh="项目投资财务内部收益率（税前）", en="Project IRR before tax", unit="frac"),
    "irr_project_after_tax_frac": Label(zh="项目投资财务内部收益率（税后）", en="Project IRR after tax", unit="frac"),
    "irr_equity_frac": Label(zh="资本金财务内部收益率", en="Equity IRR", unit="frac"),
    "npv_project_pre_tax_yuan": Label(zh="项目投资财务净现值（税前）", en="Project NPV before tax"),
    "npv_project_after_tax_yuan": Label(zh="项目投资财务净现值（税后）", en="Project NPV after tax"),
    "npv_equity_yuan": Label(zh="资本金财务净现值", en="Equity NPV"),
    "payback_static_years": Label(zh="静态投资回收期（含建设期）", en="Payback, static", unit="years"),
    "payback_discounted_years": Label(zh="动态投资回收期（含建设期）", en="Payback, discounted", unit="years"),
    "dscr_min": Label(zh="最低偿债备付率", en="Lowest DSCR", unit="ratio"),
    "icr_min": Label(zh="最低利息备付率", en="Lowest ICR", unit="ratio"),
    "llcr": Label(zh="贷款期偿债覆盖率", en="LLCR", unit="ratio"),
    "lcos_yuan_per_mwh": Label(zh="平准化储能成本", en="Levelised cost of storage", unit="yuan_per_mwh"),
    **{key: label for number in range(1, MOST_INVESTORS + 1) for key, label in _of_investor(number).items()},
    "mirr_project_after_tax_frac": Label(zh="项目投资修正内部收益率（税后）", en="Project MIRR after tax", unit="frac"),
    "payback_static_from_operation_years": Label(
        zh="静态投资回收期（不含建设期）", en="Payback, static, from operation", unit="years"
    ),
    "payback_discounted_from_operation_years": Label(
        zh="动态投资回收期（不含建设期）", en="Payback, discounted, from operation", unit="years"
    ),
    "payback_static_pre_tax_years": Label(
        zh="静态投资回收期（税前，含建设期）", en="Payback, static, before tax", unit="years"
    ),
    "liability_ratio_max_frac": Label(zh="最高资产负债率", en="Highest liability ratio", unit="frac"),
    "loan_repayment_years": Label(zh="借款偿还期（含建设期）", en="Loan repayment period", unit="years"),
    "roi_frac": Label(zh="总投资收益率（运营期平均）", en="Return on investment, mean operating year", unit="frac"),
    "roe_frac": Label(zh="资本金净利润率（运营期平均）", en="Return on equity, mean operating year", unit="frac"),
    "bep_utilisation_frac": Label(zh="盈亏平衡点（产能利用率）", en="Break-even utilisation", unit="frac"),
    "bep_price_yuan_per_mwh": Label(zh="盈亏平衡电价（不含税）", en="Break-even price, no VAT", unit="yuan_per_mwh"),
    "benefit_cost_ratio": Label(zh="效益费用比", en="Benefit-cost ratio", unit="ratio"),
    "dispatch.objective_yuan": Label(zh="调度目标值", en="Dispatch objective"),
    "dispatch.dual_bound_yuan": Label(zh="对偶界", en="Dual bound"),
    "dispatch.gap_frac": Label(zh="相对间隙", en="Relative gap", unit="frac"),
    "dispatch.energy_charged_mwh": Label(zh="充电量", en="Energy charged", unit="mwh"),
    "dispatch.energy_discharged_mwh": Label(zh="放电量", en="Energy discharged", unit="mwh"),
    "dispatch.full_cycles": Label(zh="等效循环次数", en="Full cycles", unit="times"),
    "dispatch.round_trip_frac": Label(zh="综合效率", en="Round trip", unit="frac"),
    "others.sent_by_asset_mwh": Label(zh="供电量", en="sent out", unit="mwh"),
    "others.drawn_by_asset_mwh": Label(zh="下网电量", en="drawn", unit="mwh"),
    "generation.gross_mwh": Label(zh="瓦斯发电量", en="Gas power generated", unit="mwh"),
    "generation.sent_mwh": Label(zh="供电量", en="sent out", unit="mwh"),
    "generation.full_load_h": Label(zh="发电利用小时", en="full-load hours", unit="h"),
    "generation.set_h": Label(zh="机组运行台时", en="Running hours of all sets", unit="h"),
    "generation.starts": Label(zh="机组启动台次", en="starts", unit="count"),
    "generation.gas_m3_per_kwh": Label(zh="机组纯瓦斯单耗", en="pure methane per kWh of the sets", unit="m3_per_kwh"),
    "generation.heat_gj": Label(zh="供热量", en="heat to the mine", unit="gj"),
    "methane.drained_m3": Label(zh="瓦斯纯量（含乏风）", en="Methane drained, with ventilation air", unit="m3"),
    "methane.burned_m3": Label(zh="机组燃用纯量", en="Methane burned in sets", unit="m3"),
    "methane.oxidised_m3": Label(zh="氧化纯量", en="Methane oxidised", unit="m3"),
    "methane.enriched_m3": Label(zh="提纯纯量", en="Methane enriched", unit="m3"),
    "methane.flared_m3": Label(zh="火炬纯量", en="Methane flared", unit="m3"),
    "methane.vented_m3": Label(zh="排空纯量（含乏风）", en="Methane vented, with ventilation air", unit="m3"),
    "methane.destroyed_t": Label(zh="销毁甲烷", en="Methane destroyed", unit="t"),
    "methane.escaped_t": Label(zh="逸散甲烷", en="Methane that escapes", unit="t"),
    "methane.avoided_co2e_t": Label(zh="较全部排空减排（CO2当量）", en="CO2e avoided against venting all", unit="t"),
    "methane.credits_t": Label(zh="可核证减排量（CO2当量）", en="Credits by the methodology, CO2e", unit="t"),
    "lifetime.operating_years": Label(zh="运营年数", en="Operating years", unit="count"),
    "lifetime.dispatched_years": Label(zh="其中逐年优化", en="of them optimised", unit="count"),
    "lifetime.npv_representative_yuan": Label(zh="税后净现值（代表年）", en="NPV after tax, representative years"),
    "lifetime.npv_every_year_yuan": Label(zh="税后净现值（逐年优化）", en="NPV after tax, every year optimised"),
    "lifetime.npv_every_year_by_project_yuan": Label(
        zh="税后净现值（逐年优化）", en="NPV after tax, every year optimised"
    ),
    "lifetime.npv_difference_yuan": Label(
        zh="净现值差额（代表年减逐年优化）", en="NPV, representative years less every year"
    ),
    "lifetime.npv_error_frac": Label(
        zh="代表年法净现值误差", en="Error of the value from representative years", unit="frac"
    ),
    "lifetime.wear_cost_yuan_per_mwh": Label(zh="循环损耗成本（不动点）", en="Wear cost found", unit="yuan_per_mwh"),
    "lifetime.beyond_range_count": Label(
        zh="超出老化规律适用范围的提示数", en="Remarks beyond the range of an ageing law", unit="count"
    ),
    "lifetime.counts_from": Label(zh="收支起算日（晚于首个运营年初的）", en="Money counts from", unit="text"),
    "foresight.perfect_yuan": Label(zh="全知调度收益（计损耗）", en="Margin with perfect foresight, wear counted"),
    "foresight.perfect_at_most_yuan": Label(
        zh="全知调度收益上限（已证明）", en="Margin with perfect foresight, proved to be at most"
    ),
    "foresight.realised_yuan": Label(
        zh="按预测实际可得收益（计损耗）", en="Margin realised on forecasts, wear counted"
    ),
    "foresight.perfect_by_asset_yuan": Label(zh="全知调度收益（计损耗）", en="Margin with perfect foresight"),
    "foresight.realised_by_asset_yuan": Label(zh="按预测实际可得收益（计损耗）", en="Margin realised on forecasts"),
    "foresight.capture_ratio_frac": Label(zh="捕获率", en="Capture ratio", unit="frac"),
    "inputs_count": Label(zh="输入数值个数", en="Numbers in the input", unit="count"),
    "inputs_assumed_count": Label(zh="其中假设个数", en="of them assumed", unit="count"),
}
