"""What every market product offers the dispatch and the settlement, and how a file describes one."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from storage_model.blocks import Claim, FloatArray, Flows, ModelTime, Offer, Schedule, SeriesByField, Stream
from storage_model.horizon import Horizon
from storage_model.markets.part import Part, cut
from storage_model.records import InputRecord


class Market(ABC):
    """A product that pays or charges for metered flows, or for power held ready; `key` is unique on a site."""

    __slots__ = ()

    key: str

    def offers(self, block: Any, time: ModelTime) -> Mapping[str, Offer]:
        """Declare the power held ready on the product's block; return it by asset. Most products hold none."""
        return {}

    def held(self, schedule: Schedule) -> Mapping[str, Offer]:
        """Return the same by asset as arrays, from the product's part of a schedule."""
        return {}

    def claims(self, block: Any, time: ModelTime) -> Mapping[str, Claim]:
        """Declare the metered energy the product moves or takes over; return it by asset. Most products move none."""
        return {}

    def claimed(self, schedule: Schedule) -> Mapping[str, Claim]:
        """Return the same by asset as arrays."""
        return {}

    def residuals(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> Mapping[str, float]:
        """Return how far a schedule is from each law of the product, relative; most products decide nothing."""
        return {}

    def between(self, part: Part) -> Self:
        """Return the product over a part of its horizon; every array of a product's record is by step."""
        return cut(self, part)

    def after_outages(
        self, share_by_asset: Mapping[str, float], running: Mapping[str, Flows], horizon: Horizon
    ) -> Self:
        """Return the product as it pays for a schedule scaled to what outages leave; limits shrink with it.

        `running` is what the meters see while the assets run.
        """
        return self

    def first_steps(self, schedule: Schedule, count: int, of: int) -> Schedule:
        """Return what the first `count` of `of` steps hold of the product's schedule: here what is told by step."""
        return {key: values[:count] for key, values in schedule.items() if len(values) == of}

    def decided(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> Schedule:
        """Return what a run's table shows of the product's decisions, by step: here what its schedule tells by step."""
        return {key: values for key, values in schedule.items() if len(values) == horizon.count}

    def committed(self, flows: Mapping[str, Flows], schedule: Schedule) -> "Market":
        """Return the product once the day ahead is over: what a plan (flows, own schedule) promised it is given."""
        return self

    def recourse(self) -> "Market":
        """Return the product as real time meets it, its promises still to be tied to those of a plan."""
        return self

    def ahead(self, block: Any) -> list[Any]:
        """Return what is promised a day ahead as indexed components of the product's block; mostly nothing."""
        return []

    @abstractmethod
    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Write the product on its own block from the assets' blocks; publishes `revenue_yuan`.

        Asset blocks show `out_mw`, `in_mw` as metered, and `traded_…`, `planned_…` as in `Flows`.
        """

    @abstractmethod
    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return the same money from metered flows and the product's schedule with plain arrays [yuan by step]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketData:
    """What a product is made from: prices of one calendar year, its own series, what its participants can do.

    `prices` holds `day_ahead` and, where given, `purchase`, `real_time`, `real_time_purchase`, shape (steps,)
    [yuan/MWh, VAT-inclusive]. `own` maps a field of the record to its series; a nested field is joined by a dot
    (`up.price`). `rated_mw`, `out_mw`, `in_mw` map an asset to its rating and to the most it sends and draws [MW].
    """

    horizon: Horizon
    prices: Mapping[str, FloatArray]
    own: SeriesByField
    rated_mw: Mapping[str, float]
    out_mw: Mapping[str, float]
    in_mw: Mapping[str, float]


class MarketTerms(InputRecord):
    """A market product as a file describes it; `words` holds 中文 and English of its own streams of money and laws."""

    words: ClassVar[Mapping[str, tuple[str, str]]] = {}
    figure_key: ClassVar[str] = ""
    """its field that says for how long one figure is held, where a file may say it"""

    participants: Annotated[list[str], Field(min_length=1)]
    """参与资产 / names of the assets that take part"""

    @property
    def holds_power(self) -> bool:
        """Whether the product has its participants hold power ready."""
        return False

    @property
    def buys_energy(self) -> bool:
        """Whether it pays for whatever energy its participants send."""
        return False

    @property
    def promises_ahead(self) -> bool:
        """Whether a day ahead promises something that binds real time."""
        return self.holds_power

    def offer_mw(self, rated_mw: float) -> tuple[float, float]:
        """Return the least and the most that an asset of this rating may hold, where it holds any [MW]."""
        return 0.0, rated_mw

    @property
    def contracted_mw(self) -> Mapping[str, Sequence[float]]:
        """Power that the record itself contracts, by its key, bought below zero [MW]; a series names none here."""
        return {}

    @property
    def figure_starts_h(self) -> tuple[float, ...] | None:
        """Hours of a day at which a figure held for some time begins; None where each step has its own [h]."""
        return None

    def needs(self) -> tuple[str, ...]:
        """Return the market prices the product cannot do without, by their key below `prices`."""
        return ()

    @abstractmethod
    def product(self, key: str, data: MarketData) -> Market:
        """Return the product of one calendar year."""
