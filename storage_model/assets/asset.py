"""What every asset offers the dispatch, the settlement, the audit and the life; what few need has an answer here."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from storage_model.assets.generation import Generation
from storage_model.assets.idle import Idle
from storage_model.assets.size import Size
from storage_model.assets.standing import Standing, Unchanged
from storage_model.blocks import ArrayFrame, FloatArray, Flows, ModelFrame, Schedule, SeriesByField, Stream
from storage_model.horizon import Horizon
from storage_model.records import InputRecord


class Asset(InputRecord):
    """A thing that stands on the site, as a file describes it and as every stage meets it.

    A kind has its own `kind: Literal["…"]`. `words` holds 中文 and English of its own streams of money and laws, by
    key; `upkeep` the streams that statements show as repairs, where others are fuel and power; `priced_by` the inputs
    that price a stream, its VAT rate among them, as key paths below the asset where a star is any word: `explain` leads
    to them; `helpers` the variables that help to decide and are no part of a schedule.
    """

    words: ClassVar[Mapping[str, tuple[str, str]]] = {}
    upkeep: ClassVar[tuple[str, ...]] = ()
    priced_by: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    helpers: ClassVar[tuple[str, ...]] = ()

    kind: str

    @property
    @abstractmethod
    def rated_power_mw(self) -> float:
        """Power a policy counts [MW]."""

    @property
    @abstractmethod
    def duration_h(self) -> float:
        """Hours at rated power from full; infinite where no store limits it [h]."""

    @property
    @abstractmethod
    def most_out_mw(self) -> float:
        """Most it ever sends through its meter [MW]."""

    @property
    @abstractmethod
    def most_in_mw(self) -> float:
        """Most it ever draws through its meter [MW]."""

    def firm_mw(self, hours: float) -> float:
        """Return the power that lasts for some hours, or as much as the energy gives over them [MW]."""
        return self.rated_power_mw * min(1.0, self.duration_h / hours)

    def scheduled(self, values: Schedule) -> Schedule:
        """Return what a schedule holds of the values of its variables, by step or point."""
        return {key: found for key, found in values.items() if key not in self.helpers}

    @property
    def holds_power_ready(self) -> bool:
        """Whether a market product may hold its power ready."""
        return False

    @property
    def meters(self) -> Mapping[str, bool]:
        """What it counts besides electricity, true where it sells that by itself."""
        return {}

    @property
    def stores(self) -> tuple[str, ...]:
        """Names of what tells by point how much is stored."""
        return ()

    @property
    def years_named(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """Operating years its record names, by the path of their key: each has to be one of its project."""
        return {}

    @property
    def days_named(self) -> Mapping[tuple[str, ...], tuple[str, str]]:
        """First and last day of every span its record names, by the path of its key: days of the price year."""
        return {}

    @property
    def years_priced(self) -> Mapping[tuple[str, ...], int]:
        """The year every price of something it buys later is of, by the path of its key."""
        return {}

    @property
    def sizes(self) -> Iterable[Size]:
        """What its record says in MW or MWh that has to fit its own rating."""
        return ()

    def idle_parts(self, series: SeriesByField, horizon: Horizon) -> Iterable[Idle]:
        """Return the parts that its series let run in no step of a horizon."""
        return ()

    @property
    def looks_back(self) -> bool:
        """Whether what came before a step still counts in it: a horizon that goes round begins as its last point."""
        return False

    @property
    def followed_frac(self) -> float:
        """Share of its schedule that is followed [0–1]; 1 where outages are in the power it has."""
        return 1.0

    @abstractmethod
    def attach(self, block: Any, frame: ModelFrame) -> None:
        """Write variables and rules on its own block; publishes `out_mw`, `in_mw`, `net_mw` [MW] and `cost_yuan`."""

    @abstractmethod
    def flows(self, schedule: Schedule, frame: ArrayFrame) -> Flows:
        """Return what the meters see, calls included, shape (steps,)."""

    @abstractmethod
    def costs(self, name: str, schedule: Schedule, frame: ArrayFrame) -> tuple[Stream, ...]:
        """Return what running costs [yuan by step]; the same money as `cost_yuan`, from plain arrays."""

    @abstractmethod
    def residuals(self, schedule: Schedule, frame: ArrayFrame) -> Mapping[str, float]:
        """Return how far a schedule is from each law, as shares of the rating; plain arrays, apart from `attach`."""

    def generation(self, schedule: Schedule, frame: ArrayFrame) -> Generation | None:
        """Return what a plant that burns gas made; None for what makes no electricity."""
        return None

    def states_at(self, schedule: Schedule, point: int) -> dict[str, float]:
        """Return what `Ends` says at a point; nothing where nothing lasts from step to step."""
        return {}

    def handed_over(
        self,
        past: Schedule,
        frame: ArrayFrame,
        whole: Horizon,
        begun: Mapping[str, float],
    ) -> dict[str, float]:
        """Return all that the next part of a whole horizon has to know of its past."""
        return self.states_at(past, frame.horizon.count)

    def last_states(self, begun: Mapping[str, float]) -> Mapping[str, float] | None:
        """Return what a whole horizon has to end with, having begun so; None where it may end anywhere."""
        return begun or None

    def way_back(self, begun: Mapping[str, float], whole: Horizon, series: SeriesByField) -> Mapping[str, FloatArray]:
        """Return by point what `Ends.end` must say of a part that ends there, that the whole can end as it has to."""
        return {}

    def held_at_edges(self, whole: Horizon, series: SeriesByField) -> Mapping[str, float]:
        """Return what `Ends.end` must say of first days that end as they began, that the whole can begin so."""
        return {}

    def keep_apart(self, block: Any, steps: Sequence[int], frame: ModelFrame) -> None:
        """Make exact, by binaries, the steps that `steps_at_once` names; nothing for a linear asset."""

    def share_time(self, block: Any, frame: ModelFrame) -> None:
        """Let two directions share a step by time, as a plan may; nothing for an asset without two."""

    def steps_at_once(self, schedule: Schedule, frame: ArrayFrame) -> list[int]:
        """Return the steps a schedule cannot be carried out in; none for a linear asset."""
        return []

    def steps_tempted(self, reduced_cost: Schedule, frame: ArrayFrame) -> list[int]:
        """Return the steps in which what cannot be carried out would pay at the prices of an optimum, where it tells.

        `reduced_cost` is what one more of each quantity of the schedule costs at those prices, negative where it pays.
        """
        return []

    def begin(self, operating_years: int, first_calendar_year: int) -> "Standing[Asset]":
        """Return the asset as it is commissioned; upkeep keeps it so unless it ages."""
        return Unchanged(own=self)
