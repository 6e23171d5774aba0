"""Kinds of number that several parts of the finance terms use."""

from typing import Annotated, Literal

from pydantic import Field

LifeYears = Annotated[int, Field(ge=1, le=60)]
Years = Annotated[int, Field(ge=0, le=60)]
WriteOffMethod = Literal["straight_line", "double_declining", "sum_of_years"]
