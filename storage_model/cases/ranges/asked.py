"""What a file of uncertainty asks for: factors on top of a case, how they go together, price years, draws."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from storage_model.cases.ranges.marginals import Marginal
from storage_model.policies.document import Title
from storage_model.records import InputRecord, Positive
from storage_model.scenario.lifetime_terms import OperatingYear

PRICE_MOVES = ("price_level", "price_spread", "price_volatility")
Moves = Literal[
    "price_level",
    "price_spread",
    "price_volatility",
    "fade",
    "gas_flow",
    "policy",
    "investment",
    "operating_cost",
    "variable_cost",
    "fixed_cost",
    "interest_rate",
]
OF_A_PROJECT = ("investment", "operating_cost", "variable_cost", "fixed_cost", "interest_rate")


class Factor(InputRecord):
    """One uncertain number, as a multiple of what the case says: 1 leaves the case as it is."""

    moves: Moves
    """作用对象 / what is multiplied: mean price, distance of the month's mean day from it, deviation from that day,
    fade, gas, the money of a policy, investment, running cost with energy bought and fees, the part of it that moves
    with energy, the rest of it (upkeep, insurance), interest"""
    policy: str | None = None
    """政策名称 / role of the policy in the case, beside `moves: policy`"""
    project: str | None = None
    """项目 / project whose investment, running cost or interest it is; all of them unless given"""
    marginal: Marginal
    """分布 / how the multiple is spread"""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.policy is not None) != (self.moves == "policy"):
            raise ValueError("`policy` beside `moves: policy`, and only there")
        if self.project is not None and self.moves not in OF_A_PROJECT:
            raise ValueError(f"`project` only beside {', '.join(OF_A_PROJECT)}")
        return self


class Correlation(InputRecord):
    """How two factors go together; those not named are independent."""

    between: Annotated[list[str], Field(min_length=2, max_length=2)]
    """两个因素 / names of two factors"""
    rank_correlation: Annotated[float, Field(gt=-1, lt=1)]
    """秩相关系数 / Spearman correlation of the two"""


class GeneratedYears(InputRecord):
    """Price years made from targets: the case's own year, then one for each further seed."""

    kind: Literal["generator"]
    targets: str
    """目标文件 / file of targets, relative to this file"""
    columns: dict[str, str]
    """列名 / column of the made year for each price of the case"""
    count: Annotated[int, Field(ge=2, le=50)]
    """电价年数 / distinct price years, the case's own among them"""


class ResampledYears(InputRecord):
    """Price years of whole days drawn from the case's own series, in blocks of days from about the same date."""

    kind: Literal["bootstrap"]
    block_days: Annotated[int, Field(ge=1, le=60)] = 7
    """块长 / days that stay together"""
    window_days: Annotated[int, Field(ge=1, le=182)] = 30
    """季节窗口 / how far from its date a block may come, earlier or later"""
    count: Annotated[int, Field(ge=2, le=50)]
    """电价年数 / distinct price years, the case's own among them"""


class Uncertainty(InputRecord):
    """One file of uncertainty."""

    title: Title
    """名称 / title"""
    seed: Annotated[int, Field(ge=0)]
    """随机种子 / seed of every draw"""
    draws: Annotated[int, Field(ge=20, le=200_000)]
    """样本数 / draws valued"""
    factors: Annotated[dict[str, Factor], Field(min_length=1)]
    """不确定因素 / uncertain factors by name"""
    correlations: list[Correlation] = Field(default_factory=list)
    """秩相关 / which factors go together"""
    price_years: Annotated[GeneratedYears | ResampledYears, Field(discriminator="kind")] | None = None
    """电价年 / where price years come from; only the case's own unless given"""
    each_year_anew: bool = True
    """逐年抽取 / every operating year has a price year of its own; otherwise one serves a whole life"""
    foresight: Literal["perfect", "as_in_case"] = "perfect"
    """预见 / what schedules know: all prices of their year, or what the `foresight` of the case forecasts"""
    dispatched_years: list[OperatingYear] = Field(default_factory=list)
    """代表年 / operating years dispatched for each price year, the others between them; every one unless given"""
    dispatched_at: Annotated[list[Positive], Field(min_length=1)] = Field(default_factory=lambda: [1.0])
    """调度所用价差倍数 / price spreads, as multiples, at which each price year is dispatched; draws take the best, on
    forecasts the nearest"""
    held_out: Annotated[int, Field(ge=0, le=50)] = 3
    """检验样本数 / draws dispatched in full, every year, to measure what is approximated"""
