"""Lives already lived: two cases whose sites are made of the same things share one set of dispatches."""

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from pathlib import Path

from storage_model.cases.accounts import accounts_of
from storage_model.cases.compare.metered import MeteredKeys, metered_life, with_yearly
from storage_model.cases.processes import side_by_side
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.finance.accounts import Accounts
from storage_model.finance.indicators.indicator import Indicator
from storage_model.finance.measures import measures
from storage_model.lifetime.record import Lifetime
from storage_model.problems import InfeasibleError, RejectedError, StorageModelError
from storage_model.scenario.scenario import Scenario

Told = Callable[[int, int, int], None]


def untold(life: int, done: int, whole: int) -> None:
    """Tell nobody how far a life is."""
    del life, done, whole


@dataclass(slots=True, kw_only=True)
class Lives:
    """What the operating years of a site bring by the meter, kept by what the site of every year is made of.

    Grants, loans, taxes and yearly amounts stand on top and never ask for another dispatch. `lived` counts the lives
    that were dispatched or found in the folder `kept_in`, `asked` all that were wanted; `told` hears which life is at
    which year.
    """

    options: SolverOptions | None = None
    kept_in: Path | None = None
    told: Told = untold
    lived: int = 0
    asked: int = 0
    _metered: dict[str, Lifetime] = field(default_factory=dict)
    _refused: dict[str, InfeasibleError | RejectedError] = field(default_factory=dict)
    _keys: MeteredKeys = field(default_factory=MeteredKeys)

    def of(self, scenario: Scenario, *, keep: bool = False) -> Lifetime:
        """Return the operating years of a scenario, dispatched where no case before was made of the same.

        Only lives worth to `keep` go to the folder, for a search tries many that nobody asks for again.
        """
        self.asked += 1
        key = self._keys.of(scenario)
        if key in self._refused:
            raise self._refused[key]
        if key not in self._metered:
            self.lived += 1
            life = self.lived
            self._metered[key] = metered_life(
                scenario, self.options, self.kept_in if keep else None, lambda done, whole: self.told(life, done, whole)
            )
        return with_yearly(self._metered[key], scenario)

    def live_ahead(self, scenarios: Sequence[Scenario], jobs: int) -> None:
        """Dispatch the lives of several scenarios at once, as many as there are `jobs`.

        One that no schedule fits, or whose audit fails, is refused when its turn comes; one that fails otherwise, or
        whose process dies, is dispatched then: alone it may have the time that it lacked.
        """
        wanted = {self._keys.of(scenario): scenario for scenario in scenarios}
        missing = {key: scenario for key, scenario in wanted.items() if key not in self._metered}
        if min(jobs, len(missing)) < 2:
            return
        with side_by_side(min(jobs, len(missing))) as pool:
            started = {key: pool.submit(_lived, one, self.options, self.kept_in) for key, one in missing.items()}
            for key, life in started.items():
                try:
                    found = life.result()
                except BrokenExecutor:  # a worker died, and what waited behind it goes with it
                    continue
                if found is None:
                    continue
                if isinstance(found, Lifetime):
                    self._metered[key] = found
                else:
                    self._refused[key] = found
                self.lived += 1
                self.told(self.lived, 1, 1)

    def accounts(self, scenario: Scenario, project: str) -> Accounts:
        """Return the accounts of one project of a scenario, or of all together."""
        return accounts_of(scenario, self.of(scenario), project)

    def indicator(self, scenario: Scenario, project: str, key: str) -> Indicator:
        """Return one indicator of one project, or of all together."""
        return measures(self.accounts(scenario, project))[key].one()


def _lived(
    scenario: Scenario, options: SolverOptions | None, kept_in: Path | None
) -> Lifetime | InfeasibleError | RejectedError | None:
    """Return a life, or why there is none, in a process of its own; None where it fails otherwise.

    Not every error survives the way back; these hold words alone.
    """
    try:
        return metered_life(scenario, options, kept_in)
    except (InfeasibleError, RejectedError) as error:
        return error
    except StorageModelError:
        return None
