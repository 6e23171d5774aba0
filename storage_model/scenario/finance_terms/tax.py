"""What the state takes and gives back."""

from typing import Annotated, Literal

from pydantic import Field

from storage_model.policies.document import Title
from storage_model.policies.terms_finance import HolidayFrom
from storage_model.records import Frac, InputRecord, NonNegative, Years

# What the catalogue of resource utilisation may name, and what a hub sells beside it.
Refunded = Literal[
    "energy_sales", "real_time_sales", "contract_difference", "tariff_sales", "own_supply", "heat_sales", "gas_sales",
    "carbon_credits",
]  # fmt: skip


class IncomeTaxHoliday(InputRecord):
    """Years without and with half income tax (e.g. 三免三减半: 3 and 3)."""

    exempt_years: Years
    """免征年数 / years without income tax"""
    half_years: Years
    """减半年数 / years with half the rate"""
    counted_from: HolidayFrom = "operation"
    """起算年 / from the first operating year, or the first with taxable profit"""


class OtherTax(InputRecord):
    """A tax that is a cost of its year: stamp duty, property tax, land-use tax."""

    title: Title
    """名称 / name of the tax"""
    yuan_per_year: NonNegative = 0.0
    """固定金额 / fixed amount [yuan/yr]"""
    share_of_revenue_frac: Frac = 0.0
    """占不含税收入比例 / share of revenue without VAT [0–1]"""
    share_of_fixed_assets_frac: Frac = 0.0
    """占固定资产原值比例 / share of the original value of fixed assets [0–1]"""


class Tax(InputRecord):
    """Taxes on the project's income; VAT rates on income and cost stand beside each of them."""

    surtax_frac: Frac
    """附加税率 / urban construction tax and education surcharges, share of VAT paid [0–1]"""
    other_taxes: dict[str, OtherTax] = Field(default_factory=dict)
    """其他税金 / other taxes that are costs, by name"""
    income_tax_frac: Frac
    """所得税率 / income tax rate [0–1]"""
    income_tax_by_year_frac: list[Frac] = Field(default_factory=list)
    """逐年所得税率 / rate of each operating year, the last one stays; instead of `income_tax_frac` [0–1]"""
    loss_carry_forward_years: Years
    """亏损弥补年限 / years a loss may be set against later profit"""
    holiday: IncomeTaxHoliday
    """所得税减免 / income-tax holiday"""
    vat_refund_on_levy_frac: Frac
    """增值税即征即退比例 / share of VAT paid that is refunded at once [0–1]"""
    vat_refund_streams: Annotated[list[Refunded], Field(min_length=1)] | None = None
    """即征即退范围 / kinds of revenue whose VAT is refunded, by their share of output VAT; all of them unless named"""
    vat_refund_taxable: bool = True
    """即征即退是否征所得税 / whether that refund bears income tax"""
    vat_credit: Literal["carried", "refunded_at_start", "refunded_yearly"] = "carried"
    """留抵税额 / input VAT not used is carried on, paid out when construction ends, or paid out every year"""
