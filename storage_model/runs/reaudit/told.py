"""What no law looks at, in Chinese: the English sentence is what machines read, each has its pattern here."""

import re
from typing import Final

from storage_model.words.label import Label, text

NEVER_COVERED: Final = "loan_repayment_years; indicators at the changes of the sensitivity"
"""what no law looks at in any run"""
_WHAT: Final = {
    "write-offs": "折旧摊销",
    "loans": "借款",
    "income tax": "所得税",
    "VAT refunds": "增值税退税",
    "what of the cost moves with output": "随产量变动的成本",
}
_WHY: Final = (
    ("assets bought later, or grants that lower values", "后期购置的资产，或冲减原值的补助"),
    ("verify does not know", "verify 不认识"),
)
_PATTERNS: Final = (
    (r"(.+): physics inside the plant", "{}：机组内部的物理过程"),
    (r"(.+): room and gas for a full call of the power it holds", "{}：所留备用被全部调用时的空间与气量"),
    (r"(.+): what it decides and its money", "{}：其决策与收支"),
    (r"(.+): the position given", "{}：给定的申报电量"),
    (r"(.+): energy called up", "{}：上调调用电量"),
    (r"(.+): energy called down", "{}：下调调用电量"),
    (r"(.+): rate of (.+)", "{}：{} 的价格"),
    (r"(.+): limits of what is held", "{}：备用限额"),
    (r"(.+): money of each step", "{}：逐时段金额"),
    (r"(.+): money of each year", "{}：逐年金额"),
    (
        r"(.+): prices of the year from the series \(ranks move, or the year has its own\)",
        "{}：由序列推得的当年电价（价格次序变动，或该年有自己的电价）",
    ),
    (rf"(.+): ({'|'.join(_WHAT)}) from the inputs \((.+)\)", "{}：由输入推得的{}（{}）"),
    (r"(.+): principal of the loan (.+), repaid as cash allows \((.+)\)", "{}：借款 {} 的还本，随可用资金偿还（{}）"),
    (r"optimality: (.+) is not proved", "最优性：{}，未经证明"),
    (r"what the files lack: (.+)", "文件中缺少：{}"),
    (f"({NEVER_COVERED})", "借款偿还期；敏感性分析变动后的指标"),
)


def told(said: str) -> Label:
    """Return what no law looks at in both languages; a sentence without a pattern stays as it is."""
    for pattern, zh in _PATTERNS:
        if found := re.fullmatch(pattern, said):
            return text(zh.format(*(_in_chinese(part) for part in found.groups())), said)
    return text(said)


def _in_chinese(part: str) -> str:
    for en, zh in _WHY:
        part = part.replace(en, zh)
    return _WHAT.get(part, part)
