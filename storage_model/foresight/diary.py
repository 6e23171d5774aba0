"""What has been decided so far of a whole horizon, and what it hands over to the next window."""

from collections.abc import Mapping

import numpy as np

from storage_model.blocks import CYCLIC, Ends, FloatArray, Schedule
from storage_model.dispatch.optimise import Dispatch
from storage_model.dispatch.schedules import Decided
from storage_model.foresight.windows import Window
from storage_model.scenario.site import Site


class Diary:
    """Schedules of assets and products up to `point`; `begun` holds each asset's states at the start of the whole.

    `back` holds by asset and point what a window that ends there must leave.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.point = 0
        self.schedules: Mapping[str, Schedule] = {}
        self.products: Mapping[str, Schedule] = {}
        self.begun: dict[str, Mapping[str, float]] = {}
        self.back: dict[str, Mapping[str, FloatArray]] = {}

    def open(self, opening: Site, found: Dispatch | Decided) -> None:
        """Take what an opening window, which ends as it began, begins with for the start of the whole."""
        for name, asset in self.site.assets.items():
            given = self.site.ends_of(name).start
            point = opening.horizon.count if asset.looks_back else 0
            self.begun[name] = asset.states_at(found.schedules[name], point) if given is None else given
            if self.site.ends_of(name) == CYCLIC:
                self.back[name] = asset.way_back(self.begun[name], self.site.horizon, self.site.series[name])

    def ends(self, last: int, past: Site | None = None) -> dict[str, Ends]:
        """Return what holds at both ends of the next window, which looks up to `last`.

        The whole ends as it began. `past` is the site of the steps decided, where its products are not those of `site`.
        """
        closes, found = last == self.site.horizon.count, dict[str, Ends]()
        frames = (past or self.past()).frames(self.products) if self.point else {}
        for name, asset in self.site.assets.items():
            start = self.begun[name]
            if self.point:
                start = asset.handed_over(self.schedules[name], frames[name], self.site.horizon, start)
            left = {key: float(by_point[last]) for key, by_point in self.back.get(name, {}).items()}
            found[name] = Ends(start=start, end=self._end(name) if closes else left or None)
        return found

    def part(self, seen: Site, last: int, past: Site | None = None) -> Site:
        """Return the next window of a site as it is seen now, with all that the past hands over."""
        flows = (past or self.past()).flows(self.schedules, self.products) if self.point else {}
        return seen.between(self.point, last, self.ends(last, past), flows)

    def keep(self, site: Site, found: Dispatch | Decided, window: Window) -> None:
        """Write down the steps a window decides; `site` is that of the window."""
        count, decided = window.last - window.first, window.decided - window.first
        taken = {name: _first_steps(schedule, decided, count) for name, schedule in found.schedules.items()}
        self.schedules = {
            name: _joined(self.schedules.get(name), new, decided, points=True) for name, new in taken.items()
        }
        own = {m.key: m.first_steps(found.products.get(m.key, {}), decided, count) for m in site.markets}
        self.products = {key: _joined(self.products.get(key), new, decided, points=False) for key, new in own.items()}
        self.point = window.decided

    def past(self) -> Site:
        """Return the site over the steps decided."""
        return self.site.between(0, self.point, {})

    def whole_ends(self) -> dict[str, Ends]:
        """Return what holds at both ends of the whole; an asset that looks back has the past with which it began."""
        found = {name: self.site.ends_of(name) for name in self.site.assets}
        for name, asset in self.site.assets.items():
            if asset.looks_back and found[name] == CYCLIC:
                found[name] = Ends(start=self.begun[name], end=self._end(name))
        return found

    def _end(self, name: str) -> Mapping[str, float] | None:
        given = self.site.ends_of(name)
        return self.site.assets[name].last_states(self.begun[name]) if given.start is None else given.end


def _first_steps(schedule: Schedule, decided: int, count: int) -> dict[str, FloatArray]:
    """Return what is told by step or by point, cut to the steps decided and their ends."""
    by_step = {key: values[:decided] for key, values in schedule.items() if len(values) == count}
    return by_step | {key: values[: decided + 1] for key, values in schedule.items() if len(values) == count + 1}


def _joined(past: Schedule | None, new: Schedule, decided: int, *, points: bool) -> Schedule:
    """Return past and new steps as one, of what both tell; with `points`, one where they meet is told once."""
    if not past:
        return new
    common = [key for key in past if key in new]
    meets = {key for key in common if points and len(new[key]) == decided + 1}
    return {key: np.concatenate([past[key][:-1] if key in meets else past[key], new[key]]) for key in common}
