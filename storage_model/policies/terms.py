"""The kinds of term a policy may return for an asset: by the meter, by the year, on the fees and markets it meets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from storage_model.blocks import MoneySide

Meter = Literal["methane_m3_per_h", "credits_t_per_h"]
AmountByYear = Mapping[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """The share of an asset's power that a policy already pays for, by calendar year, none in others [0–1]."""

    share_by_year: AmountByYear


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFacts:
    """What a policy may know of an asset: rated power [MW], hours at full power [h], first year of operation.

    `commissioned` is the day operation begins where the project names one. `guarantees` are what other policies of the
    case already pay its capacity for.
    """

    name: str
    power_mw: float
    duration_h: float
    first_operating_year: int
    commissioned: date | None = None
    guarantees: tuple[Guarantee, ...] = ()

    @property
    def begins(self) -> date:
        """Day on which operation begins; 1 January of the first year where no other is named."""
        return self.commissioned or date(self.first_operating_year, 1, 1)

    def guaranteed_frac(self, year: int) -> float:
        """Return the share of the capacity that other policies pay for in a calendar year [0–1]."""
        return min(1.0, sum(one.share_by_year.get(year, 0.0) for one in self.guarantees))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyTerm:
    """Money per MWh of a metered flow, by calendar month 1..12, positive to the project, VAT-inclusive [yuan/MWh].

    `share_by_year` is the share of that rate paid in each calendar year, none in a year not named; without it, all of
    it in every year. `most_mwh_per_year` is the energy of one year that is paid for at most.
    """

    key: str
    asset: str
    flow: Literal["out", "in", "loss", "sold"]
    yuan_per_mwh_by_month: tuple[float, ...]
    side: MoneySide
    vat_frac: float
    share_by_year: AmountByYear | None = None
    most_mwh_per_year: float | None = None
    most_yuan_per_year: float | None = None

    def pays_in(self, year: int) -> bool:
        """Whether any money flows in a calendar year."""
        return any(self.rate_in(year))

    def most_mwh_in(self, year: int) -> float | None:
        """Return the energy of a calendar year that is paid for at most; None where there is no limit [MWh]."""
        rate, limits = max(self.rate_in(year)), [self.most_mwh_per_year]
        if self.most_yuan_per_year is not None and rate > 0:
            limits.append(self.most_yuan_per_year / rate)
        return min((limit for limit in limits if limit is not None), default=None)

    def rate_in(self, year: int) -> tuple[float, ...]:
        """Return the rate of each month of a calendar year [yuan/MWh]."""
        if self.share_by_year is None:
            return self.yuan_per_mwh_by_month
        share = self.share_by_year.get(year, 0.0)
        return tuple(rate * share for rate in self.yuan_per_mwh_by_month)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterTerm:
    """Money per unit of what an asset meters besides electricity, by calendar year [yuan/m³ or yuan/t].

    Methane is what is burned or oxidised, credits what a methodology counts.
    """

    key: str
    asset: str
    meter: Meter
    yuan_per_unit_by_year: AmountByYear
    side: MoneySide
    vat_frac: float

    def pays_in(self, year: int) -> bool:
        """Whether any money flows in a calendar year."""
        return self.yuan_per_unit_by_year.get(year, 0.0) != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandTerm:
    """Charge on each month's highest drawn power, VAT-inclusive [yuan/kW·month], and the share that is billed [0–1]."""

    key: str
    asset: str
    yuan_per_kw_month: float
    share_frac: float
    vat_frac: float

    def pays_in(self, year: int) -> bool:
        """Whether any money flows in a calendar year."""
        del year
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyTerm:
    """A fixed amount in each calendar year from first to last, VAT-inclusive, positive to the project [yuan].

    `side` says where the statements show it: a cost is a negative amount. With `yuan_by_year` the amount of each
    calendar year stands there, none in a year not named.
    """

    key: str
    asset: str
    yuan_per_year: float = 0.0
    first_year: int = 0
    last_year: int = 0
    side: MoneySide
    vat_frac: float
    yuan_by_year: AmountByYear | None = None

    def yuan_in(self, year: int) -> float:
        """Return the amount of a calendar year [yuan]."""
        if self.yuan_by_year is not None:
            return self.yuan_by_year.get(year, 0.0)
        return self.yuan_per_year if self.first_year <= year <= self.last_year else 0.0

    def pays_in(self, year: int) -> bool:
        """Whether any money flows in a calendar year."""
        return self.yuan_in(year) != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginFloorTerm:
    """What a year's energy has to leave at least: cycles × rated energy × floor; the gap is paid, VAT-inclusive.

    The cycles are those made, at least those guaranteed. Settled after the year: it never steers the schedule.
    """

    key: str
    asset: str
    cycles_per_year: float
    rated_mwh: float
    yuan_per_mwh: float
    first_year: int
    last_year: int
    vat_frac: float

    def pays_in(self, year: int) -> bool:
        """Whether the guarantee holds in a calendar year."""
        worth = self.cycles_per_year * self.rated_mwh * self.yuan_per_mwh
        return worth > 0 and self.first_year <= year <= self.last_year

    def gap_yuan(self, year: int, out_mwh: float, margin_yuan: float) -> float:
        """Return what is paid for a year that discharged `out_mwh` and left `margin_yuan` [yuan]."""
        cycles = max(out_mwh / self.rated_mwh, self.cycles_per_year)
        return max(0.0, cycles * self.rated_mwh * self.yuan_per_mwh - margin_yuan) if self.pays_in(year) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefTerm:
    """A share of one fee that is not charged in calendar years from first to last [0–1]; `fee` is the fee's key."""

    key: str
    asset: str
    fee: str
    share_frac: float
    first_year: int
    last_year: int

    def pays_in(self, year: int) -> bool:
        """Whether anything is waived in a calendar year."""
        return self.share_frac > 0 and self.first_year <= year <= self.last_year


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTerm:
    """Values a market product takes over from a document, in calendar years from first to last."""

    key: str
    asset: str
    market: str
    values: Mapping[str, float]
    first_year: int
    last_year: int

    def pays_in(self, year: int) -> bool:
        """Whether the rule holds in a calendar year."""
        return bool(self.values) and self.first_year <= year <= self.last_year


Term = EnergyTerm | MeterTerm | DemandTerm | YearlyTerm | MarginFloorTerm | ReliefTerm | RuleTerm
