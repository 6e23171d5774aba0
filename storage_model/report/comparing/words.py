"""The words of the page that compares cases, in both languages."""

from typing import Final

from storage_model.words.label import Label, text
from storage_model.words.labels.documents import STATUS_LABELS

COMPARE_WORDS: Final[dict[str, Label]] = {
    "title": text("方案比较", "Cases compared"),
    "cases": text("方案对照", "Cases side by side"),
    "money": text("首年收支构成", "Money of the first year"),
    "needed": text("达标所需支持", "Support that is needed"),
    "who": text("各项政策的贡献", "Who earned what"),
    "purse": text("公共支出", "The public purse"),
    "purse_present": text("公共支出（现值，万元）", "The public purse (present value, wan yuan)"),
    "buys": text("支出成效", "What support buys"),
    "map": text("等收益率图", "Iso-return map"),
    "lines": text("现金流量差异", "Cash flow against the base"),
    "policies": text("政策依据", "The documents"),
    "files": text("输入文件", "Input files"),
    "case": text("方案", "Case"),
    "project": text("评价对象", "What is evaluated"),
    "table": text("数据表", "Table"),
    "returns": text("各方案收益率", "Return by case"),
    "needed_axis": text("达标所需支持现值，万元", "Support needed at present, wan yuan"),
    "shared_axis": text("分摊的净现值，万元", "Share of the net present value, wan yuan"),
    "indicator": text("指标", "Indicator"),
    "stream": text("收支项", "Stream"),
    "parameter": text("参数", "Parameter"),
    "now": text("方案取值", "In the case"),
    "needs": text("达标所需值", "Needed"),
    "met": text("所需值下收益率", "Return there"),
    "missed": text("减一档后收益率", "Return one step less"),
    "first_year": text("首年支持（万元）", "First year (wan yuan)"),
    "per_kw": text("首年支持（元/kW）", "First year (yuan/kW)"),
    "present": text("支持现值（万元）", "Present value (wan yuan)"),
    "anew": text("逐次重新优化调度", "Dispatched anew"),
    "yes": text("是", "yes"),
    "no": text("否", "no"),
    "instrument": text("政策", "Instrument"),
    "shared": text("分摊贡献（万元）", "Share of the gain (wan yuan)"),
    "alone": text("单独实施（万元）", "Alone (wan yuan)"),
    "last": text("最后加入（万元）", "Last (wan yuan)"),
    "points": text("收益率贡献（百分点）", "Share of the return (points)"),
    "sum": text("合计", "Sum"),
    "payer": text("支付方", "Payer"),
    "year": text("年份", "Year"),
    "line": text("现金流量项目", "Line"),
    "document": text("文件", "Document"),
    "region": text("地区", "Region"),
    "status": text("效力", "Status"),
    "date_read": text("查阅日期", "Read"),
    **STATUS_LABELS,
    "other_inputs": text("其他输入", "other inputs"),
    "base_note": text(
        "首个方案为比较基准；金额单位万元，含增值税；收益率为税后。",
        "The first case is the base; money in wan yuan (10 000 yuan), VAT-inclusive; returns after tax.",
    ),
    "lines_note": text(
        "各年合计，未折现，与首个方案之差；金额单位万元，含增值税。",
        "Sums over all years, undiscounted, less those of the first case; in wan yuan (10 000 yuan), VAT-inclusive.",
    ),
    "who_note": text(
        "分摊贡献为各政策在所有加入次序下的平均边际贡献（Shapley），合计等于方案与基准的净现值之差；单独、最后两列不必相加。"
        "净现值为项目投资口径（融资前），借款和贴息不改变它，见资本金财务内部收益率。",
        "The share is the mean marginal gain over all orders (Shapley); shares sum to the gain of the case in net "
        "present value. Alone and last need not. It is the project's value before financing: loans and interest "
        "subsidies do not move it, see the return on equity.",
    ),
    "purse_note": text(
        "财政与系统运行费用户为现金支出，税收为减免；按折现率折至建设期首年之前，与基准方案之差。"
        "发电侧、租赁方、减排量买方的支付不属公共支出，列出备查，不计入合计。",
        "Budgets and grid users pay cash, the treasury forgoes tax; present values at the discount rate, less those of "
        "the base. What generators, tenants and buyers of credits pay is shown but is no public cost and not in the "
        "sum.",
    ),
    "years_optimised": text("优化的运营年 / 全部（其余插值）", "Operating years optimised / all (others lie between)"),
    "needed_note": text(
        "所需值恰好达标，误差不超过百万分之一；减一档即不达标；达不到的，列出可取最大值处的收益率。支持金额含增值税，现值按公共支出折现率计。影响调度的政策在每个试算值重新优化全部运营年。",
        "The value meets the target within one millionth, one step less does not; out of reach, the return is that of "
        "the most it may be. Support is VAT-inclusive, its "
        "present value at the discount rate of public cost. Where an instrument steers the "
        "schedule, every operating year is dispatched anew at every trial.",
    ),
    "buys_note": text(
        "支持现值 ÷ 收益率增加的百分点、折现供电量、保证出力、折现减排量；电量与减排量为方案全部，不是与基准之差。"
        "各方口径含发电侧、租赁方、减排量买方所付，可跨政策排序；公共口径只计财政、系统运行费用户与税收。"
        "超额支持为各方支持现值中超出达标所需的部分。",
        "Present support by percentage point of return, by discounted MWh sent, by firm MW, by discounted tonne "
        "avoided; energy and tonnes are those of the whole case, not what exceeds the base. From everybody: also "
        "generators, tenants and buyers, the basis on which cases can be ranked; public: budgets, grid users and the "
        "treasury. A windfall is what the hurdle does not need of the present support.",
    ),
    "map_note": text(
        "行为第一参数，列为第二参数；末列为达标所需的第二参数。",
        "Rows move the first parameter, columns the second; the last column is the second parameter that is needed.",
    ),
    "needed_second": text("所需", "Needed"),
    "fiscal_budget": text("财政预算", "Fiscal budget"),
    "system_operation_fee": text("用户（系统运行费）", "Users through the system-operation fee"),
    "tax": text("税收减免", "Tax forgone"),
    "generators": text("发电侧", "Generators"),
    "tenants": text("租赁方", "Tenants"),
    "buyers": text("减排量买方", "Buyers of credits"),
    "public_yuan": text("公共支出合计", "Public cost"),
    "tax_back_yuan": text("新增税收", "Tax paid back"),
    "net_yuan": text("公共净支出", "Net public cost"),
    "taxes_paid": text("实缴税金", "Taxes paid"),
    "taxes_without_rules": text("无减免应缴税金", "Taxes without any relief"),
    "discount": text("公共支出折现率", "Discount rate of public cost"),
    "irr_gain_points": text("收益率增加（百分点）", "Gain in return (percentage points)"),
    "yuan_per_point": text("每百分点（公共，万元）", "Per percentage point (public, wan yuan)"),
    "yuan_per_mwh": text("每兆瓦时供电量（公共，元）", "Per MWh sent (public, yuan)"),
    "yuan_per_firm_mw": text("每兆瓦保证出力（公共，万元）", "Per MW of firm power (public, wan yuan)"),
    "yuan_per_t": text("每吨 CO₂ 减排（公共，元）", "Per tonne of CO₂ avoided (public, yuan)"),
    "windfall_yuan": text("超额支持（万元）", "Windfall (wan yuan)"),
    "leverage": text("公共支出撬动投资（倍）", "Investment by yuan of public cost"),
    "brief": text("一览：各方案同口径比较", "All cases on one basis"),
    "brief_note": text(
        "支持金额含增值税（如有），为与首个方案之差；“各方”含用户、财政、税收减免与发电侧、租赁方、减排量买方所付。"
        "每兆瓦时、每吨为支持现值 ÷ 折现供电量、折现减排量（方案全部，不是增量）。",
        "Support is VAT-inclusive and counted beyond the first case; everybody is users, budget, tax forgone, "
        "generators, tenants and buyers. A MWh and a tonne cost the present support by discounted MWh sent and tonnes "
        "of the whole case, not what exceeds the base.",
    ),
    "basis": text("政策依据", "Basis"),
    "is_base": text("比较基准", "the base"),
    "return": text("税后收益率", "Return after tax"),
    "distance": text("距基准收益率（百分点）", "Off the hurdle (points)"),
    "support_nominal_yuan": text("各方支持名义合计（万元）", "Support, all years, nominal (wan yuan)"),
    "support_yuan": text("各方支持现值（万元）", "Support from everybody, present (wan yuan)"),
    "of_it_public": text("其中公共支出现值（万元）", "of it public (wan yuan)"),
    "support_yuan_per_point": text("每百分点（各方，万元）", "Per percentage point (everybody, wan yuan)"),
    "support_yuan_per_mwh": text("每兆瓦时供电量（各方，元）", "Per MWh sent (everybody, yuan)"),
    "support_yuan_per_t": text("每吨 CO₂ 减排（各方，元）", "Per tonne of CO₂ avoided (everybody, yuan)"),
    "needed_present": text("达标所需支持现值（万元）", "Needed, at present (wan yuan)"),
    "assumed_numbers": text("其中为假设的数", "Assumed in it"),
}
