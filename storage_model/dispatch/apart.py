"""Which steps of a site are made exact, and about which of them its schedule is decided again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from storage_model.blocks import Schedule
from storage_model.scenario.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """By asset the steps that get binaries; `about` are those a linear optimum could not carry out.

    `everywhere` says that binaries decided about them alone did not make them exact.
    """

    steps: Mapping[str, Sequence[int]] = field(default_factory=dict)
    about: frozenset[int] = frozenset()
    everywhere: bool = False

    def widened(
        self, site: Site, more: Mapping[str, Sequence[int]], reduced_costs: Mapping[str, Schedule], reach: int
    ) -> "Apart":
        """Return the same with more steps: those that cannot be carried out, those within reach, those that tempt.

        What is forbidden in one step would pay as well in the next at the same price, or in any of the days about it
        where it pays at the prices of the linear optimum.
        """
        frames, steps = site.frames({}), dict(self.steps)
        for name, at_once in more.items():
            tempted = site.assets[name].steps_tempted(reduced_costs[name], frames[name])
            within_days = _around(at_once, site.horizon.steps_per_day, site)
            near = {*_around(at_once, reach, site), *within_days.intersection(tempted)}
            steps[name] = sorted({*steps.get(name, ()), *near})
        return Apart(steps=steps, about=self.about.union(*more.values()), everywhere=steps == self.steps)

    def always(self, site: Site) -> Mapping[str, Sequence[int]]:
        """Return every step for each asset that has any."""
        return dict.fromkeys(self.steps, range(site.horizon.count))


def _around(steps: Iterable[int], reach: int, site: Site) -> set[int]:
    """Return steps and those within reach."""
    last = site.horizon.count - 1
    return {near for step in steps for near in range(max(0, step - reach), min(last, step + reach) + 1)}
