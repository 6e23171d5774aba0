"""The words of a range of answers, in both languages."""

from typing import Final

from storage_model.cases.ranges.asked import Factor
from storage_model.words.label import Label, text

MOVES: Final[dict[str, Label]] = {
    "price_level": text("电价水平", "Price level"),
    "price_spread": text("日内价差", "Spread within the mean day"),
    "price_volatility": text("逐日波动", "Volatility from day to day"),
    "fade": text("容量衰减", "Fade"),
    "gas_flow": text("瓦斯量", "Gas flow"),
    "policy": text("政策收支", "Money of a policy"),
    "investment": text("建设投资", "Investment"),
    "operating_cost": text("经营成本（含购电与费用）", "Running cost, energy bought and fees included"),
    "variable_cost": text("可变成本（含购电与费用）", "Cost that moves with energy"),
    "fixed_cost": text("固定经营成本", "Running cost that does not move with energy"),
    "interest_rate": text("借款利率", "Interest rate"),
}
KINDS: Final[dict[str, Label]] = {
    "normal": text("正态", "normal"),
    "lognormal": text("对数正态", "lognormal"),
    "triangular": text("三角", "triangular"),
    "uniform": text("均匀", "uniform"),
    "empirical": text("经验", "empirical"),
}
PRICE_YEARS_LABEL: Final = text("电价年", "Price years")
ASSUMED: Final = text("假设", "assumed")
WITHOUT: Final = text("无", "none")
INDICATOR_LABELS: Final[dict[str, Label]] = {
    "npv_project_after_tax_yuan": Label(zh="税后净现值", en="NPV after tax", unit="yuan"),
    "irr_project_after_tax_frac": Label(zh="税后收益率", en="IRR after tax", unit="frac"),
    "npv_equity_yuan": Label(zh="资本金净现值", en="NPV of equity", unit="yuan"),
    "irr_equity_frac": Label(zh="资本金收益率", en="IRR of equity", unit="frac"),
    "dscr_min": Label(zh="最低偿债备付率", en="Lowest DSCR", unit="ratio"),
}


def factor_words(name: str, factor: Factor | None) -> Label:
    """Return the name of a factor with what it moves."""
    if factor is None:
        return PRICE_YEARS_LABEL
    moved = MOVES[factor.moves]
    return text(f"{moved.zh} · {name}", f"{moved.en} · {name}")
