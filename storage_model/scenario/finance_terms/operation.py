"""What the project spends and ties up while it runs."""

from typing import Literal

from pydantic import Field

from storage_model.policies.document import Title
from storage_model.records import Frac, InputRecord, NonNegative


class Staff(InputRecord):
    """People employed."""

    count: NonNegative
    """定员 / number of people"""
    yuan_per_person_year: NonNegative
    """人均年薪酬 / yearly pay and contributions of one [yuan/yr]"""


class OperatingCost(InputRecord):
    """One yearly cost: the sum of its parts, each by its own driver, at the prices of the first operating year."""

    title: Title
    """名称 / name of the cost"""
    category: Literal["materials", "fuel_and_power", "staff", "repairs", "other"]
    """成本要素 / materials, fuel and power, staff, repairs or other"""
    yuan_per_year: NonNegative = 0.0
    """固定金额 / fixed amount including VAT [yuan/yr]"""
    yuan_per_kw_year: NonNegative = 0.0
    """按装机功率 / per rated power of the project's assets, including VAT [yuan/kW·yr]"""
    share_of_investment_frac_per_year: Frac = 0.0
    """按建设投资比例 / share of the construction investment including VAT [0–1 per year]"""
    yuan_per_mwh_out: NonNegative = 0.0
    """按供电量 / per MWh metered outward, including VAT [yuan/MWh]"""
    staff: Staff | None = None
    """按定员 / people employed; their pay carries no VAT whatever the rate below"""
    yuan_by_year: list[NonNegative] = Field(default_factory=list)
    """逐年金额 / amount of each operating year including VAT, on top; not escalated [yuan]"""
    vat_frac: Frac
    """进项税率 / rate of the deductible VAT inside the cost [0–1]"""
    escalation_frac_per_year: float
    """年增长率 / yearly growth, e.g. 0.02"""


class Turnover(InputRecord):
    """分项详细估算 / days of turnover, counted on yearly cost without VAT and 360 days a year."""

    receivable_days: NonNegative
    """应收账款 / receivables, of operating cost [days]"""
    stock_days: NonNegative
    """存货 / stocks, of materials and fuel [days]"""
    cash_days: NonNegative
    """现金 / cash on hand, of staff and other cost [days]"""
    payable_days: NonNegative
    """应付账款 / payables, of materials and fuel [days]"""


class WorkingCapital(InputRecord):
    """Money tied up in running the project; paid in the first operating year, recovered in the last."""

    yuan: NonNegative = 0.0
    """流动资金总额 / fixed amount [yuan]"""
    yuan_per_kw: NonNegative
    """单位流动资金 / amount per rated power [yuan/kW]"""
    turnover: Turnover | None = None
    """周转天数 / detailed estimate, on top of the amounts"""
    own_share_frac: Frac
    """流动资金自有比例 / share of working capital paid from equity, the rest is lent [0–1]"""
    rate_frac: Frac
    """流动资金贷款利率 / yearly interest on the lent share [0–1]"""


class Hurdle(InputRecord):
    """Returns the project has to reach."""

    project_pre_tax_frac: Frac
    """项目投资税前基准收益率 / project, before income tax [0–1]"""
    project_after_tax_frac: Frac
    """项目投资税后基准收益率 / project, after income tax [0–1]"""
    equity_frac: Frac
    """资本金基准收益率 / equity [0–1]"""


class EvaluationOptions(InputRecord):
    """Conventions of the evaluation; the defaults are the strict ones."""

    first_construction_year: Literal["discounted", "undiscounted"] = "discounted"
    """建设期首年折现 / whether the first construction year stands at t = 1 or t = 0"""
    within_year: Literal["year_end", "mid_year"] = "year_end"
    """现金流时点 / when in the year money falls"""
    pre_financing_values: Literal["without_construction_interest", "with_construction_interest"] = (
        "without_construction_interest"
    )
    """融资前折旧与余值 / depreciation and residual value in the project cash flow, construction interest out or in"""
    vat_shown: Literal["in_lines", "net"] = "in_lines"
    """增值税列示 / VAT inside the lines, or lines without VAT and the recovered input VAT as an inflow"""
