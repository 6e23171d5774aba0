"""What the evaluation of one separately financed project is told: investment, cost, loans, tax, hurdles."""

from typing import Annotated, Literal

from pydantic import Field

from storage_model.policies.document import Title
from storage_model.records import Frac, InputRecord, NonNegative

LifeYears = Annotated[int, Field(ge=1, le=60)]
Years = Annotated[int, Field(ge=0, le=60)]
CalendarYear = Annotated[int, Field(ge=2000, le=2100)]


class InvestmentItem(InputRecord):
    """One row of the construction investment, spent evenly over the construction years."""

    title: Title
    """名称 / name of the row"""
    asset_class: Literal["fixed", "intangible", "other"]
    """资产类别 / fixed, intangible (land use right) or other (deferred) asset; the last two are amortised"""
    amount_yuan: NonNegative
    """金额,含增值税 / amount including VAT [yuan]"""
    vat_frac: Frac
    """可抵扣进项税率 / rate of the deductible VAT inside the amount [0–1]"""
    life_years: LifeYears
    """折旧或摊销年限 / years of straight-line depreciation or amortisation"""
    residual_frac: Frac
    """残值率 / residual share of the depreciable value [0–1]"""


class OperatingCost(InputRecord):
    """One yearly cost: the sum of its parts, each by its own driver, at the prices of the first operating year."""

    title: Title
    """名称 / name of the cost"""
    yuan_per_year: NonNegative = 0.0
    """固定金额 / fixed amount including VAT [yuan/yr]"""
    yuan_per_kw_year: NonNegative = 0.0
    """按装机功率 / per rated power of the project's assets, including VAT [yuan/kW·yr]"""
    share_of_investment_frac_per_year: Frac = 0.0
    """按建设投资比例 / share of the construction investment including VAT [0–1 per year]"""
    yuan_per_mwh_out: NonNegative = 0.0
    """按上网电量 / per MWh metered outward, including VAT [yuan/MWh]"""
    vat_frac: Frac
    """进项税率 / rate of the deductible VAT inside the cost [0–1]"""
    escalation_frac_per_year: float
    """年增长率 / yearly growth, e.g. 0.02"""


class WorkingCapital(InputRecord):
    """Money tied up in running the project; paid in the first operating year, recovered in the last."""

    yuan_per_kw: NonNegative
    """单位流动资金 / amount per rated power [yuan/kW]"""
    own_share_frac: Frac
    """自有比例 / share paid from equity, the rest is lent [0–1]"""
    rate_frac: Frac
    """流动资金贷款利率 / yearly interest on the lent share [0–1]"""


class Loan(InputRecord):
    """One long-term loan, drawn with the investment, repaid from the first operating year."""

    title: Title
    """名称 / lender or name"""
    share_frac: Frac
    """占建设投资比例 / share of the construction investment it pays [0–1]"""
    rate_frac: Frac
    """年利率 / yearly interest [0–1]"""
    years: LifeYears
    """还款年限 / years of repayment, counted from the first operating year"""
    method: Literal["equal_principal", "equal_payment"]
    """还款方式 / 等额本金 or 等额本息"""


class IncomeTaxHoliday(InputRecord):
    """Years without and with half income tax, from the first operating year (e.g. 三免三减半: 3 and 3)."""

    exempt_years: Years
    """免征年数 / years without income tax"""
    half_years: Years
    """减半年数 / years with half the rate"""


class Tax(InputRecord):
    """Taxes on the project's income; VAT rates on income and cost stand beside each of them."""

    surtax_frac: Frac
    """税金及附加率 / urban construction tax and education surcharges, share of VAT paid [0–1]"""
    income_tax_frac: Frac
    """所得税率 / income tax rate [0–1]"""
    loss_carry_forward_years: Years
    """亏损弥补年限 / years a loss may be set against later profit"""
    holiday: IncomeTaxHoliday
    """所得税减免 / income-tax holiday"""
    vat_refund_on_levy_frac: Frac
    """增值税即征即退比例 / share of VAT paid that is refunded at once [0–1]"""


class Hurdle(InputRecord):
    """Returns the project has to reach."""

    project_pre_tax_frac: Frac
    """项目投资税前基准收益率 / project, before income tax [0–1]"""
    project_after_tax_frac: Frac
    """项目投资税后基准收益率 / project, after income tax [0–1]"""
    equity_frac: Frac
    """资本金基准收益率 / equity [0–1]"""


class ProjectTerms(InputRecord):
    """One separately financed project: its assets and everything its evaluation needs."""

    title: Title
    """名称 / name of the project"""
    assets: Annotated[list[str], Field(min_length=1)]
    """资产 / names of the assets it owns"""
    construction_years: Annotated[int, Field(ge=1, le=10)]
    """建设期 / years of construction"""
    operating_years: LifeYears
    """运营期 / years of operation"""
    first_operating_year: CalendarYear
    """首个运营年 / calendar year in which operation begins"""
    investment: Annotated[dict[str, InvestmentItem], Field(min_length=1)]
    """建设投资 / construction investment by row, without interest during construction"""
    operating_cost: dict[str, OperatingCost]
    """经营成本 / yearly costs by name, beyond what the assets and policies charge by the meter"""
    working_capital: WorkingCapital
    """流动资金 / working capital"""
    loans: dict[str, Loan]
    """长期借款 / long-term loans by name; what they leave is equity"""
    tax: Tax
    """税 / taxes"""
    hurdle: Hurdle
    """基准收益率 / returns to reach"""

    @property
    def investment_yuan(self) -> float:
        """Construction investment including VAT, without interest during construction [yuan]."""
        return sum(item.amount_yuan for item in self.investment.values())

    @property
    def loan_share_frac(self) -> float:
        """Share of the construction investment paid by loans [0–1]."""
        return sum(loan.share_frac for loan in self.loans.values())
