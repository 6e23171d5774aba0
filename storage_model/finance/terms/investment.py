"""What is built, with which grants, and how its value is written off."""

from dataclasses import dataclass
from typing import Literal

from storage_model.finance.timeline import Amount

AssetClass = Literal["fixed", "intangible", "other"]
ASSET_CLASSES: tuple[AssetClass, ...] = ("fixed", "intangible", "other")
Category = Literal["equipment", "civil", "other", "land", "contingency"]
Method = Literal["straight_line", "double_declining", "sum_of_years"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOff:
    """How an asset is depreciated (fixed) or amortised (intangible, other), from the year after it is put in use.

    `residual_frac` is a share of the asset's original value. What is not written off when the project ends is
    recovered at book value, or charged to the last year where `recovered_at_end` is false.
    """

    asset_class: AssetClass
    life_years: int
    residual_frac: float = 0.0
    method: Method = "straight_line"
    recovered_at_end: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestmentLine:
    """One row of the construction investment: `yuan` by construction year, shape (…, construction), VAT-inclusive.

    `vat_frac` is the rate of the deductible VAT inside: VAT = yuan × rate / (1 + rate).
    """

    category: Category
    yuan: Amount
    vat_frac: float
    write_off: WriteOff


@dataclass(frozen=True, slots=True, kw_only=True)
class SustainingLine:
    """Money spent on the plant in operation (维持运营投资), shape (…, operating), VAT-inclusive.

    With a `write_off` it becomes an asset, put in use at the end of the year it is spent; without, it is a cost of
    that year.
    """

    kind: Literal["sustaining", "decommissioning"] = "sustaining"
    yuan: Amount
    vat_frac: float
    write_off: WriteOff | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Public money towards the investment, shape (…, periods), without VAT.

    `reduces_base`: it lowers the value of the fixed assets, and so later depreciation; only in construction years.
    `deferred`: it stands as a liability and becomes income in equal parts over `spread_years`, from the year it is
    received or the first operating year; what is left at the end becomes income of the last year.
    """

    yuan: Amount
    treatment: Literal["reduces_base", "deferred"]
    spread_years: int = 1
    taxable: bool = True
