"""Lives already dispatched, kept in a folder by what they are made of: the same life is not optimised twice.

A kept life is lived again from its schedules: settled, audited and aged as at first, only not optimised. Its name is
the digest of everything the optimisation saw, of this package's own code and of the solver, so that a life is found
again only where optimising anew would give the same bytes.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from storage_model.digest import digest_of
from storage_model.dispatch.optimise import Dispatch, Dispatcher
from storage_model.dispatch.solver.highs import SolverOptions, solver_version
from storage_model.lifetime.life_file import SUFFIX, read_life, write_life
from storage_model.lifetime.live import Life, Tick, live, optimised, unheard
from storage_model.lifetime.plan import LifePlan
from storage_model.scenario.site import Site

# Packages whose next version may age cells or compile rules to other digits.
COMPUTING = ("numpy", "scipy", "pyomo", "rainflow")


def live_kept(plan: LifePlan, options: SolverOptions, folder: Path | None, tick: Tick = unheard) -> Life:
    """Return the life of a site, taken from the folder where it has been dispatched before; None keeps nothing."""
    if folder is None:
        return live(plan, optimised(Dispatcher(options).optimise), tick)
    file = folder / f"{_key(plan, options)}{SUFFIX}"
    kept = read_life(file)
    if kept is not None:
        with suppress(OSError):  # another process may just have made room
            os.utime(file)
        return live(plan, optimised(_Replayed(kept)), tick)
    recorded = _Recorded(dispatcher=Dispatcher(options))
    life = live(plan, optimised(recorded), tick)
    if all(one.open_gap_frac == 0 for one in recorded.found):
        write_life(file, recorded.found)
    return life


@dataclass(slots=True)
class _Recorded:
    """Optimises and remembers."""

    dispatcher: Dispatcher
    found: list[Dispatch] = field(default_factory=list)

    def __call__(self, site: Site) -> Dispatch:
        self.found.append(self.dispatcher.optimise(site))
        return self.found[-1]


class _Replayed:
    """Gives kept dispatches in the order in which they were found."""

    def __init__(self, kept: Sequence[Dispatch]) -> None:
        self._kept = iter(kept)

    def __call__(self, site: Site) -> Dispatch:  # noqa: ARG002 - the order is part of what the key stands for
        return next(self._kept)


def _key(plan: LifePlan, options: SolverOptions) -> str:
    sites = [plan.site_of(year, plan.assets) for year in plan.calendar_years]
    made_with = (code_digest(), asdict(options), solver_version())
    return digest_of((made_with, plan.calendar_years, plan.spans, plan.required_years, sites))


@cache
def code_digest() -> str:
    """Return the digest of this package's sources and of the packages it computes with: another rule, another life."""
    package = Path(__file__).parents[1]
    sources = [(str(path.relative_to(package)), path.read_bytes()) for path in sorted(package.rglob("*.py"))]
    return digest_of((sources, *(version(name) for name in COMPUTING)))
