"""What the project builds, later adds and takes down, and the grants towards it."""

from typing import Annotated, Literal

from pydantic import Field

from storage_model.policies.document import Title
from storage_model.policies.terms_finance import Category, GrantTreatment, WriteOffMethod
from storage_model.records import Frac, InputRecord, LifeYears, NonNegative


class InvestmentItem(InputRecord):
    """One row of the construction investment, spent over the construction years as the project's phasing says."""

    title: Title
    """名称 / name of the row"""
    category: Category
    """费用类别 / equipment, civil works and installation, other, land, contingency"""
    asset_class: Literal["fixed", "intangible", "other"]
    """资产类别 / fixed, intangible (land use right) or other (deferred) asset; the last two are amortised"""
    amount_yuan: NonNegative
    """金额,含增值税 / amount including VAT [yuan]"""
    vat_frac: Frac
    """可抵扣进项税率 / rate of the deductible VAT inside the amount [0–1]"""
    life_years: LifeYears
    """折旧或摊销年限 / years of depreciation or amortisation"""
    residual_frac: Frac
    """残值率 / residual share of the depreciable value [0–1]"""
    method: WriteOffMethod = "straight_line"
    """折旧方法 / straight line, double declining balance or sum of years"""
    recovered_at_end: bool = True
    """期末是否按账面余值回收 / whether the book value left at the end is recovered.

    Otherwise it is a cost of the last year
    """


class Contingency(InputRecord):
    """预备费 / what may come on top of all investment rows; becomes a fixed asset."""

    title: Title
    """名称 / name of the row"""
    basic_frac: Frac
    """基本预备费率 / basic contingency, share of the rows [0–1]"""
    price_rise_frac_per_year: Frac
    """涨价率 / price rise during construction; year t costs (1 + rate)^(t − 0.5) times the plan [0–1 per year]"""
    life_years: LifeYears
    """折旧年限 / years of depreciation"""
    residual_frac: Frac
    """残值率 / residual share [0–1]"""


class WriteOffTerms(InputRecord):
    """How an asset added in operation is depreciated."""

    life_years: LifeYears
    """折旧年限 / years of depreciation, from the year after the spending"""
    residual_frac: Frac
    """残值率 / residual share [0–1]"""
    method: WriteOffMethod = "straight_line"
    """折旧方法 / straight line, double declining balance or sum of years"""
    recovered_at_end: bool = True
    """期末是否按账面余值回收 / whether the book value left at the end is recovered"""


class SustainingItem(InputRecord):
    """维持运营投资 / money spent on the plant in some operating years: replacement, overhaul."""

    title: Title
    """名称 / name of the item"""
    amount_yuan: NonNegative
    """每次金额,含增值税 / amount each time, including VAT [yuan]"""
    operating_years: Annotated[list[LifeYears], Field(min_length=1)]
    """发生年份 / operating years in which it is spent, 1 is the first"""
    vat_frac: Frac
    """可抵扣进项税率 / rate of the deductible VAT inside [0–1]"""
    write_off: WriteOffTerms | None = None
    """折旧 / how it is depreciated; without it the amount is a cost of its year"""


class Decommissioning(InputRecord):
    """Taking the plant down at the end of the last operating year."""

    amount_yuan: NonNegative
    """拆除费用,含增值税 / cost including VAT [yuan]"""
    scrap_yuan: NonNegative = 0.0
    """残料收入,含增值税 / what scrap brings beyond the book value, including VAT [yuan]"""
    vat_frac: Frac
    """增值税率 / VAT rate inside both [0–1]"""


class GrantTerms(InputRecord):
    """Public money towards the investment, without VAT."""

    title: Title
    """名称 / name of the grant"""
    amount_yuan: NonNegative
    """金额 / amount [yuan]"""
    period: LifeYears = 1
    """到账年 / year it is received, 1 is the first construction year"""
    treatment: GrantTreatment
    """会计处理 / lowers the value of the fixed assets (净额法), or stands as deferred income (总额法)"""
    spread_years: LifeYears = 1
    """递延收益分摊年限 / years over which deferred income is earned"""
    taxable: bool = True
    """是否征所得税 / whether it bears income tax"""


class SubsidyTerms(InputRecord):
    """Support paid in cash in operating years, without VAT."""

    title: Title
    """名称 / name of the subsidy"""
    yuan_by_year: Annotated[list[NonNegative], Field(min_length=1)]
    """逐年金额 / amount of each operating year from the first; years beyond the list have none [yuan]"""
    taxable: bool = True
    """是否征所得税 / whether it bears income tax"""
