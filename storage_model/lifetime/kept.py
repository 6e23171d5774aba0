"""Lives already dispatched, kept in a folder by what they are made of: the same life is not optimised twice.

A kept life is lived again from its schedules: settled, audited and aged as at first, only not optimised. Its name is
the digest of everything the optimisation saw, of this package's own code and of the solver, so that a life is found
again only where optimising anew would give the same bytes.
"""

import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from storage_model.blocks import Schedule
from storage_model.digest import digest_of
from storage_model.dispatch.certificate import Certificate
from storage_model.dispatch.highs import SolverOptions, solver_version
from storage_model.dispatch.optimise import Dispatch, Dispatcher
from storage_model.lifetime.live import Life, Tick, live, optimised, unheard
from storage_model.lifetime.plan import LifePlan
from storage_model.scenario.site import Site

# Of one project's work; older ones make room.
MOST_KEPT = 12
FACTS = "facts"
# Packages whose next version may age cells or compile rules to other digits.
COMPUTING = ("numpy", "scipy", "pyomo", "rainflow")


def live_kept(plan: LifePlan, options: SolverOptions, folder: Path | None, tick: Tick = unheard) -> Life:
    """Return the life of a site, taken from the folder where it has been dispatched before; None keeps nothing."""
    if folder is None:
        return live(plan, optimised(Dispatcher(options).optimise), tick)
    file = folder / f"{_key(plan, options)}.life"
    kept = _read(file)
    if kept is not None:
        with suppress(OSError):  # another process may just have made room
            os.utime(file)
        return live(plan, optimised(_Replayed(kept)), tick)
    recorded = _Recorded(dispatcher=Dispatcher(options))
    life = live(plan, optimised(recorded), tick)
    if all(one.open_gap_frac == 0 for one in recorded.found):
        _write(file, recorded.found)
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


def _write(file: Path, dispatches: Sequence[Dispatch]) -> None:
    """Write a life whole or not at all, its digest before it; the oldest make room.

    A disk that is full or takes no writing keeps nothing, and the life in hand is as good as before.
    """
    arrays: dict[str, Any] = {}
    facts = []
    for number, one in enumerate(dispatches):
        for part, schedules in (("schedules", one.schedules), ("products", one.products)):
            for name, schedule in schedules.items():
                arrays |= {f"{number}/{part}/{name}/{key}": values for key, values in schedule.items()}
        facts.append(
            {
                "certificate": asdict(one.certificate),
                "objective_yuan": one.objective_yuan,
                "solver": one.solver,
                "iterations": one.iterations,
                "binaries": one.binaries,
                "gap_allowed_frac": one.gap_allowed_frac,
                "schedules": list(one.schedules),
                "products": list(one.products),
            }
        )
    arrays[FACTS] = np.array(json.dumps(facts))
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    draft = file.with_name(f"{file.stem}.{os.getpid()}.draft")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(sealed(packed.getvalue()))
        draft.replace(file)
        by_age = sorted(file.parent.glob("*.life"), key=_used_at, reverse=True)
        for old in by_age[MOST_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def sealed(packed: bytes) -> bytes:
    """Return the bytes with their digest before them, so that no changed bit passes for a life."""
    return hashlib.sha256(packed).digest() + packed


def _used_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # gone meanwhile
        return 0.0


def _read(file: Path) -> list[Dispatch] | None:
    """Return a kept life; None where there is none, or it is damaged, for then it is dispatched anew."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    packed = content[hashlib.sha256().digest_size :]
    if sealed(packed) != content:
        return None
    with np.load(io.BytesIO(packed), allow_pickle=False) as stored:
        arrays = {key: stored[key] for key in stored.files}
    return [_dispatch(number, facts, arrays) for number, facts in enumerate(json.loads(str(arrays[FACTS])))]


def _dispatch(number: int, facts: Mapping[str, Any], arrays: Mapping[str, Any]) -> Dispatch:
    def part(kind: str) -> dict[str, Schedule]:
        return {name: dict(_below(f"{number}/{kind}/{name}/", arrays)) for name in facts[kind]}

    return Dispatch(
        schedules=part("schedules"),
        products=part("products"),
        objective_yuan=facts["objective_yuan"],
        certificate=Certificate(**facts["certificate"]),
        iterations=facts["iterations"],
        binaries=facts["binaries"],
        solver=facts["solver"],
        gap_allowed_frac=facts["gap_allowed_frac"],
    )


def _below(prefix: str, arrays: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, values in arrays.items():
        if key.startswith(prefix):
            yield key.removeprefix(prefix), values
