"""What a capacity price loses by failed tests and forced outages (考核扣减)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from storage_model.records import Frac, InputRecord
from storage_model.units import MONTHS_PER_YEAR

Count = Annotated[int, Field(ge=0)]


class DeductionStep(InputRecord):
    """From so many failures in a month on, so much of the month's pay is lost."""

    failures: Annotated[int, Field(ge=1)]
    """次数 / failures in a month"""
    lost_frac: Frac
    """扣减比例 / share of the month's pay that is lost [0–1]"""


class Deductions(InputRecord):
    """Failures expected in each month of a year, what they cost, and when the whole year is lost."""

    failures_by_month: Annotated[list[Count], Field(max_length=12)] = Field(default_factory=list)
    """逐月失败次数 / failed tests or forced outages expected in January, February, …; none in months beyond the list"""
    steps: list[DeductionStep] = Field(default_factory=list)
    """扣减阶梯 / what failures in a month cost, rising; with none nothing is lost"""
    lost_months_that_lose_the_year: Annotated[int, Field(ge=1, le=12)] | None = None
    """全年不付的月数 / so many months without any pay and the whole year has none; null where there is no such rule"""

    @model_validator(mode="after")
    def _rising(self) -> Self:
        numbers = [(step.failures, step.lost_frac) for step in self.steps]
        if numbers != sorted(set(numbers)) or len({failures for failures, _ in numbers}) < len(numbers):
            raise ValueError("steps with rising `failures` and `lost_frac`")
        return self

    def lost_in_month(self, failures: int) -> float:
        """Return the share of a month's pay that so many failures cost [0–1]."""
        return max((step.lost_frac for step in self.steps if failures >= step.failures), default=0.0)

    def paid_frac(self) -> float:
        """Return the share of the year's pay that is left [0–1]."""
        lost = [self.lost_in_month(failures) for failures in self.failures_by_month]
        if self.lost_months_that_lose_the_year is not None and lost.count(1.0) >= self.lost_months_that_lose_the_year:
            return 0.0
        return 1.0 - sum(lost) / MONTHS_PER_YEAR
