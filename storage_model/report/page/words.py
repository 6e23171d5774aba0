"""The fixed words of the page, in both languages."""

from typing import Final

from storage_model.words.label import Label, text

PAGE_WORDS: Final[dict[str, Label]] = {
    "projects": text("指标", "Indicators"),
    "dispatch": text("调度", "Dispatch"),
    "money": text("收支与现金", "Money"),
    "risk": text("敏感性", "Sensitivity"),
    "projects_note": text(
        "投资回收期自建设期起算；首年收入与计量成本含增值税，已计可用率与衰减。"
        "调度均按全年电价事先已知计，是该电价下收益的上限。",
        "Payback counts from the start of construction; first-year money is VAT-inclusive, "
        "after availability and fading. Dispatch knows all prices of its year, so that money is the most that they "
        "allow. One wan yuan is 10 000 yuan.",
    ),
    "together_note": text(
        "全部项目合计为各项目逐行相加：各自纳税，一个项目的亏损与留抵税额不抵另一个项目的税。",
        "All projects together are added line by line: each pays its own taxes, and the losses or VAT credit of one do "
        "not lower the taxes of another.",
    ),
    "indicator": text("指标", "Indicator"),
    "group_investment": text("投资", "Investment"),
    "group_first_year": text("首年计量收支", "First year at the meters"),
    "group_return": text("盈利能力", "Return"),
    "every_year": text("项目投资财务净现值（税后，逐年优化）", "Project NPV after tax, every year optimised"),
    "above_every_year": text("净现值差额（代表年减逐年优化）", "NPV, representative years less every year"),
    "group_payback": text("投资回收", "Payback"),
    "group_debt": text("偿债能力", "Debt"),
    "group_other": text("保本与成本", "Break-even and cost"),
    "table": text("数据表", "Table"),
    "statements": text("财务报表", "Statements"),
    "all_statements": text("全部报表", "All statements"),
    "unit_wan": text("单位：万元，年末值；比率除外。", "In wan yuan (10 000 yuan) at year end, ratios apart."),
    "statement": text("报表", "Statement"),
    "row": text("项目", "Row"),
    "unit": text("单位", "Unit"),
    "total": text("合计", "Total"),
    "assumptions": text("输入与依据", "Inputs and their sources"),
    "assumptions_note": text(
        "无出处的数值标为“假设”；由变动或命令行改动的标为“已改动”。可信度：H 官方文件或两个来源，M 一个来源，L 估计。",
        "A number without a document is marked assumed; one set by a delta or on the command line is marked changed. "
        "Confidence: H official or two sources, M one source, L estimate.",
    ),
    "changed_inputs": text("相对基准方案的改动", "Changed from the base"),
    "series": text("序列", "Series"),
    "mean": text("均值", "Mean"),
    "all_inputs": text("全部输入", "All inputs"),
    "input": text("输入", "Input"),
    "value": text("数值", "Value"),
    "mark": text("标记", "Mark"),
    "source": text("来源", "Source"),
    "date": text("日期", "Date"),
    "confidence": text("可信度", "Confidence"),
    "assumed": text("假设", "assumed"),
    "changed": text("已改动", "changed"),
    "walks": text("逐级溯源", "Walked back"),
    "walks_note": text(
        "上文带点线的指标与报表行（全部项目合计）均通向此处：点开任一数字，看它由哪些数字怎样得出，直到价格文件与政策文件；"
        "单个项目用 storage-model explain 查询。",
        "Every indicator and row with a dotted line above (all projects together) leads here. Open a number to see "
        "from which others it follows and how, down to the price file and the policy document; storage-model explain "
        "does the same for one project.",
    ),
    "walks_rows": text("报表其他各行", "Other rows of the statements"),
    "checks": text("校核与溯源", "Checks and provenance"),
    "check": text("校核项", "Check"),
    "deviation": text("偏差", "Deviation"),
    "tolerance": text("允许值", "Tolerance"),
    "passed": text("通过", "Passed"),
    "files": text("输入文件", "Input files"),
    "file": text("文件", "File"),
}
