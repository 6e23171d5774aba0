"""What a file says about oxidation, heat for the mine, and carbon."""

from pydantic import model_validator

from storage_model.prices.ref import SeriesRef
from storage_model.records import Frac, InputRecord, NonNegative, Positive, PositiveFrac


class Oxidiser(InputRecord):
    """Flameless oxidation (RTO) of ventilation air and gas below 8 %, always run at its design feed."""

    feed_m3_per_h: Positive
    """处理风量 / feed at full capacity, methane with its air [m³/h]"""
    feed_methane_frac: PositiveFrac
    """进气甲烷浓度 / concentration of the feed after mixing, below 2 % [0–1]"""
    destruction_frac: PositiveFrac
    """甲烷销毁率 / share of the methane that is destroyed [0–1]"""
    excess_heat_frac: PositiveFrac
    """可外送热份额 / share of the heat released that is not needed to keep the bed hot [0–1]"""
    availability_frac: PositiveFrac
    """可用率 / mean share of the capacity in service [0–1]"""
    turbine_mw: NonNegative
    """汽轮发电机组净功率 / net power of the turbine on excess heat [MW]"""
    efficiency_frac: PositiveFrac
    """余热发电净效率 / net electricity per excess heat [0–1]"""
    fan_kwh_per_m3: NonNegative = 0.0
    """风机电耗 / electricity of the fans per feed, where the net efficiency leaves it out [kWh/m³]"""
    om_yuan_per_m3: NonNegative = 0.0
    """运维成本 / upkeep per pure methane oxidised, VAT-inclusive [yuan/m³]"""
    supplies: list[str] | None = None
    """气源 / supplies piped to the oxidiser; all of them unless named"""

    @model_validator(mode="after")
    def _far_from_explosion(self) -> "Oxidiser":
        if self.feed_methane_frac >= 0.02:
            raise ValueError("feed_methane_frac below 0.02, far from the explosive limit of 0.05")
        return self


class Heat(InputRecord):
    """Heat delivered to the mine in place of its boiler."""

    demand: SeriesRef
    """矿方热负荷 / heat the mine can take, series [MW]"""
    price_yuan_per_gj: NonNegative
    """供热价格 / displaced boiler fuel, VAT-inclusive [yuan/GJ]"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the price [0–1]"""


class Carbon(InputRecord):
    """Emissions, and credits by CCER-10-001-V01: flameless oxidation of gas below 8 % whose heat is used."""

    gwp: Positive
    """甲烷全球增温潜势 / warming of a tonne of methane in tonnes of CO₂ [t/t]"""
    grid_factor_t_per_mwh: NonNegative
    """电网排放因子 / emissions of displaced electricity [t/MWh]"""
    boiler_factor_t_per_gj: NonNegative
    """锅炉排放因子 / emissions of the displaced boiler [t/GJ]"""
    credit_price_yuan_per_t: NonNegative = 0.0
    """减排量价格 / price of a credit, VAT-inclusive [yuan/t]"""
    credit_vat_frac: Frac = 0.06
    """增值税率 / VAT rate inside the credit price [0–1]"""
