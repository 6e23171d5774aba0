"""What a sweep file says: a base case, the numbers that move, how they are combined."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from storage_model.policies.document import Title
from storage_model.records import InputRecord

Combine = Literal["grid", "zip", "one_at_a_time", "sobol", "lhs"]
DRAWN: tuple[Combine, ...] = ("sobol", "lhs")
Value = int | float | str | bool | None
Count = Annotated[int, Field(ge=2)]
# A whole number stays one, for keys that count.
Step = Annotated[int | float, Field(gt=0)]
Samples = Annotated[int, Field(ge=1)]
# Enough for a paper; a larger one says so itself.
MOST_CASES = 1_000
# Every case is read before the first is dispatched, and has a file of its own.
MOST_EVER = 100_000
USUAL_METRICS = (
    "npv_project_after_tax_yuan", "irr_project_after_tax_frac", "irr_equity_frac", "payback_static_years", "dscr_min",
)  # fmt: skip


class Axis(InputRecord):
    """The values one number takes: a list, or a range from `low` to `high` in equal parts or in steps."""

    values: Annotated[list[Value], Field(min_length=1)] | None = None
    """取值 / the values themselves; a bare list means the same"""
    low: int | float | None = None
    """下限 / first value of a range, in the unit of the key"""
    high: int | float | None = None
    """上限 / last value of a range"""
    count: Count | None = None
    """点数 / how many values from low to high, both included"""
    step: Step | None = None
    """步长 / distance from one value to the next, instead of a count"""

    @model_validator(mode="after")
    def _one_way(self) -> "Axis":
        ranged = self.low is not None and self.high is not None
        listed = self.values is not None
        asked = sum(one is not None for one in (self.low, self.high, self.count, self.step))
        if listed and asked:
            raise ValueError("a list of values, or low and high, not both")
        if not listed and not ranged:
            raise ValueError("a list of values, or a range with low and high")
        if self.count is not None and self.step is not None:
            raise ValueError("a range with a count or with a step, not both")
        if ranged and not (self.low or 0.0) < (self.high or 0.0):
            raise ValueError("a range whose low lies below its high")
        return self


class SweepFile(InputRecord):
    """Many questions: a base case and the numbers that move."""

    title: Title | None = None
    """名称 / title"""
    base: str
    """基准方案 / case file every case starts from, relative to this file"""
    combine: Combine = "grid"
    """组合方式 / every combination, side by side, one at a time from the base, or drawn (Sobol, Latin hypercube)"""
    axes: Annotated[dict[str, Axis], Field(min_length=1)]
    """变动参数 / key path → values"""
    samples: Samples | None = None
    """样本数 / how many cases are drawn (sobol: a power of two)"""
    seed: Annotated[int, Field(ge=0)] = 0
    """随机种子 / seed of drawn cases"""
    project: str = "together"
    """项目 / project whose metrics are told; together means all"""
    metrics: Annotated[list[str], Field(min_length=1)] = Field(default_factory=lambda: list(USUAL_METRICS))
    """指标 / indicators in the table of the sweep; the first says which case is best"""
    max_cases: Annotated[int, Field(ge=1, le=MOST_EVER)] = MOST_CASES
    """最多方案数 / guard: a sweep of more cases is refused"""
