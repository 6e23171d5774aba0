"""Who lends and who owns."""

from typing import Annotated, Literal

from pydantic import Field

from storage_model.policies.document import Title
from storage_model.policies.terms_finance import RepaymentMethod
from storage_model.records import Frac, InputRecord, LifeYears, Years

_COMPANY_LAW = {"fact": {"source": "公司法(2023年修订)第二百一十条", "date": "2024-07-01", "confidence": "H"}}
_METHODS = {"fact": {"source": "偿债备付率参考值", "confidence": "M", "note": "banks usually ask for 1.3"}}


class Loan(InputRecord):
    """One long-term loan, drawn with the investment, repaid in operation."""

    title: Title
    """名称 / lender or name"""
    share_frac: Frac
    """占建设投资比例 / share it pays of the construction investment less grants [0–1]"""
    rate_frac: Frac
    """年利率 / yearly interest [0–1]"""
    rates_by_year_frac: list[Frac] = Field(default_factory=list)
    """逐年利率 / interest of each year from the first construction year, the last one stays.

    Instead of `rate_frac` [0–1]
    """
    interest_periods_per_year: Annotated[int, Field(ge=1, le=12)] = 1
    """年计息次数 / how often a year interest is charged: 1, 2, 3, 4, 6 or 12; the yearly rate is then nominal"""
    years: LifeYears
    """还款年限 / years of repayment, counted from the first operating year, grace included"""
    grace_years: Years = 0
    """宽限期 / first operating years without principal"""
    method: RepaymentMethod
    """还款方式 / 等额本金, 等额本息, 到期一次还本, 按偿债备付率定制, or 最大偿还能力"""
    dscr_target: Annotated[float, Field(ge=1, json_schema_extra=_METHODS)] = 1.3
    """目标偿债备付率 / coverage a sculpted loan leaves; what it has not repaid falls due in its last year"""
    drawn: Literal["evenly", "year_start"] = "evenly"
    """用款 / drawn evenly over each construction year or at its start"""
    interest_in_construction: Literal["capitalised", "paid_by_owners"] = "capitalised"
    """建设期利息 / joins the debt, or is paid by owners"""


class ShortTermLoan(InputRecord):
    """短期借款 / bridges a year short of cash, repaid the year after; without it owners pay."""

    rate_frac: Frac
    """短期借款年利率 / yearly interest of the short-term loan [0–1]"""


class Distribution(InputRecord):
    """利润分配 / what becomes of net profit, as far as there is cash."""

    statutory_reserve_frac: Annotated[Frac, Field(json_schema_extra=_COMPANY_LAW)] = 0.1
    """法定盈余公积 / statutory reserve, share of net profit after losses are made up [0–1]"""
    reserve_cap_frac: Annotated[Frac, Field(json_schema_extra=_COMPANY_LAW)] = 0.5
    """法定盈余公积上限 / statutory reserve stops at this share of capital [0–1]"""
    discretionary_reserve_frac: Frac = 0.0
    """任意盈余公积 / discretionary reserve, share of net profit [0–1]"""
    payout_frac: Frac = 1.0
    """分红比例 / share of what is left that owners are paid [0–1]"""
    while_in_debt: bool = True
    """还贷期是否分红 / whether owners are paid while long-term debt stands"""


class InvestorTerms(InputRecord):
    """One owner of the project."""

    title: Title
    """名称 / name of the investor"""
    capital_share_frac: Frac
    """出资比例 / share of the equity [0–1]"""
    profit_share_frac: Frac
    """分配比例 / share of what is distributed [0–1]"""
