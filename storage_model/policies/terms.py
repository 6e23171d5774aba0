"""The kinds of term a policy may return."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFacts:
    """What a policy may know of an asset: rated power [MW], hours at full power [h], first year of operation."""

    name: str
    power_mw: float
    duration_h: float
    first_operating_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyTerm:
    """Money per MWh of a metered flow, by calendar month 1..12, positive to the project, VAT-inclusive [yuan/MWh]."""

    key: str
    asset: str
    flow: Literal["out", "in", "loss", "sold"]
    yuan_per_mwh_by_month: tuple[float, ...]
    side: Literal["revenue", "cost"]
    vat_frac: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandTerm:
    """Charge on each month's highest drawn power, VAT-inclusive [yuan/kW·month], and the share that is billed [0–1]."""

    key: str
    asset: str
    yuan_per_kw_month: float
    share_frac: float
    vat_frac: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyTerm:
    """A fixed amount in each calendar year from first to last, VAT-inclusive, positive to the project [yuan].

    `side` says where the statements show it: a cost is a negative amount.
    """

    key: str
    asset: str
    yuan_per_year: float
    first_year: int
    last_year: int
    side: Literal["revenue", "cost"]
    vat_frac: float
    source: str


Term = EnergyTerm | DemandTerm | YearlyTerm
