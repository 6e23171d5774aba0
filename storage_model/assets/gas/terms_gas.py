"""What a file says about the gas itself: where it comes from, where it waits, where it goes when nobody uses it."""

from storage_model.assets.gas.mixing import Burnable
from storage_model.prices.ref import SeriesRef
from storage_model.records import Frac, InputRecord, NonNegative, Positive, PositiveFrac


class Supply(InputRecord):
    """One stream of gas: a drainage system, or ventilation air."""

    pure_flow: SeriesRef
    """瓦斯纯量 / pure methane available, series [m³/h]"""
    methane: SeriesRef
    """甲烷浓度 / methane concentration of the stream, series [0–1]"""
    gas_price_yuan_per_m3: NonNegative = 0.0
    """瓦斯价格 / price of the pure methane taken for use, VAT-inclusive [yuan/m³]"""
    venting_cost_yuan_per_m3: NonNegative = 0.0
    """排空费用 / what venting a cubic metre of pure methane costs [yuan/m³]"""


class Holder(InputRecord):
    """A gas holder that takes gas of at least one concentration and gives it back as if all of it had just that."""

    capacity_m3: Positive
    """储气柜容积 / volume, gas with its air [m³]"""
    methane_frac: Burnable
    """入柜最低浓度 / lowest concentration accepted, and the one its content is credited with [0–1]"""
    least_share_frac: Frac = 0.0
    """最低存气份额 / share of the volume always kept filled [0–1]"""
    supplies: list[str] | None = None
    """气源 / supplies piped to the holder; all of them unless named"""

    @property
    def most_m3(self) -> float:
        """Most pure methane it can hold; leaner gas than credited never enters, so its air takes no more room [m³]."""
        return self.capacity_m3 * self.methane_frac


class Flare(InputRecord):
    """Burning off what nobody uses."""

    capacity_m3_per_h: Positive
    """火炬能力 / most pure methane burned off [m³/h]"""
    minimum_methane_frac: Burnable
    """最低浓度 / leaner gas does not burn [0–1]"""
    destruction_frac: PositiveFrac
    """甲烷销毁率 / share of the methane that is destroyed [0–1]"""
    cost_yuan_per_m3: NonNegative = 0.0
    """火炬费用 / cost of burning off a cubic metre of pure methane, VAT-inclusive [yuan/m³]"""
    supplies: list[str] | None = None
    """气源 / supplies piped to the flare; all of them unless named"""


class Enrichment(InputRecord):
    """Separating methane from air for sale; what is not recovered goes to the air."""

    capacity_m3_per_h: Positive
    """提纯能力 / most pure methane taken in [m³/h]"""
    minimum_methane_frac: Burnable
    """最低浓度 / lowest concentration taken in [0–1]"""
    recovery_frac: PositiveFrac
    """回收率 / share of the methane that ends in the product [0–1]"""
    power_use_kwh_per_m3: NonNegative
    """电耗 / electricity per pure methane taken in [kWh/m³]"""
    om_yuan_per_m3: NonNegative = 0.0
    """运维成本 / upkeep per pure methane taken in, VAT-inclusive [yuan/m³]"""
    price_yuan_per_m3: NonNegative
    """产品气价 / price of the pure methane sold, VAT-inclusive [yuan/m³]"""
    price_vat_frac: Frac
    """产品气增值税率 / VAT rate inside the price [0–1]"""
    supplies: list[str] | None = None
    """气源 / supplies (or `holder`) piped to the plant; all of them unless named"""


class SiteSupply(InputRecord):
    """Electricity of the hub's own equipment beside the gensets; what the hub does not make comes from the mine."""

    constant_mw: NonNegative = 0.0
    """常备用电 / constant consumption of pumps, control and light [MW]"""
    price_yuan_per_mwh: NonNegative
    """矿方供电价格 / price of electricity from the mine, VAT-inclusive [yuan/MWh]"""
    vat_frac: Frac = 0.13
    """增值税率 / VAT rate inside that price [0–1]"""
