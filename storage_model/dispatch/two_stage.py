"""Decide one plan for several possible futures: promises made ahead are shared, the schedule is each future's own.

The plain extensive form: a block of the plan, a block of every future, rows that tie what they share. Prices and series
may differ between futures; assets, products by key, and steps are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.linear.prove_linear import Proved
from storage_model.dispatch.model import margin_of, write_site
from storage_model.dispatch.schedules import Decided, decided_of, steps_at_once
from storage_model.dispatch.solver.certificate import Certificate
from storage_model.dispatch.solver.clock import Clock
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.dispatch.whole.prove import About, prove
from storage_model.problems import SolverStoppedError
from storage_model.scenario.site import Site

MOST_ROUNDS = 20
PLAN = "plan"
# By block and asset: the steps in which drawing and sending exclude each other.
ApartByBlock = dict[str, dict[str, list[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Future:
    """One way things may go, and its probability."""

    probability_frac: float
    site: Site


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoStage:
    """The best plan, what each future makes of it, and what they earn on average; the certificate proves it.

    The plan is a schedule that could be kept: what products promise is read from it.
    """

    plan: Decided
    futures: tuple[Decided, ...]
    expected_yuan: float
    certificate: Certificate


def plan_for(futures: Sequence[Future], options: SolverOptions | None = None, plan: Site | None = None) -> TwoStage:
    """Return the plan with the highest expected margin; raises InfeasibleError or SolverStoppedError.

    `plan` is the site of the plan where it begins or ends otherwise than the futures; its prices earn nothing. A plan
    may turn round within a step; in a future, as with one site, binaries are added only where a schedule would draw and
    send at once.
    """
    clock, sites = Clock(options or SolverOptions()), _sites(futures, plan)
    horizon, apart, about = futures[0].site.horizon, ApartByBlock(), None
    for _ in range(MOST_ROUNDS):
        program = compile_model(lambda: build_two_stage(futures, plan, apart))
        proved = prove(program, clock.left, horizon.steps_per_day, about=about)
        by_component = program.by_component(proved.values)
        found = {block: decided_of(site, by_component, f"{block}.") for block, site in sites.items()}
        more = {
            block: steps_at_once(site, found[block].schedules, found[block].products)
            for block, site in sites.items()
            if block != PLAN
        }
        if not any(more.values()):
            planned, *others = found.values()
            return TwoStage(
                plan=planned,
                futures=tuple(others),
                expected_yuan=-proved.answer.objective,
                certificate=proved.certificate,
            )
        about = _about(about, proved, apart, more)
        for block, by_asset in more.items():
            for name, steps in by_asset.items():
                known = apart.setdefault(block, {}).get(name, [])
                apart[block][name] = sorted({*known, *steps})
    raise SolverStoppedError(f"charging and discharging could not be kept apart within {MOST_ROUNDS} rounds")


def _about(about: About | None, proved: Proved, apart: ApartByBlock, more: ApartByBlock) -> About | None:
    """Return about which steps the next round decides; everywhere where binaries decided about them did not do."""
    known = {(block, name): set(steps) for block, by_asset in apart.items() for name, steps in by_asset.items()}
    new = {(block, name): set(steps) for block, by_asset in more.items() for name, steps in by_asset.items()}
    if any(known.get(key, set()) & steps for key, steps in new.items()):
        return None
    begun = about or (None if apart else About(linear=proved))
    steps = sorted(set().union(*known.values(), *new.values()))
    return None if begun is None else replace(begun, steps=np.array(steps))


def build_two_stage(futures: Sequence[Future], plan: Site | None = None, apart: ApartByBlock | None = None) -> Any:
    """Return the Pyomo model: plan, futures, what ties them, the expected margin."""
    import pyomo.core as pyo

    model, sites = pyo.ConcreteModel(name="two_stage"), _sites(futures, plan)
    model.plan = pyo.Block()
    model.futures = pyo.Block(range(len(futures)))
    blocks = {PLAN: model.plan, **{_key(number): model.futures[number] for number in range(len(futures))}}
    for key, site in sites.items():
        write_site(blocks[key], site, (apart or {}).get(key), time_shared=key == PLAN)
    model.shared = pyo.Block(range(len(futures)))
    for number in range(len(futures)):
        _tie(model.shared[number], (model.plan, sites[PLAN]), (model.futures[number], sites[_key(number)]))

    @model.Objective(sense=pyo.maximize, doc="probability x margin of each future [yuan]")
    def expected_yuan(m: Any) -> Any:
        return sum(
            future.probability_frac * margin_of(m.futures[number], sites[_key(number)])
            for number, future in enumerate(futures)
        )

    return model


def _tie(block: Any, plan: tuple[Any, Site], future: tuple[Any, Site]) -> None:
    """Write that a future keeps the promises of the plan, and begins as the plan does where the start is free."""
    import pyomo.core as pyo

    (plan_block, plan_site), (future_block, future_site) = plan, future
    for planned, met in zip(plan_site.markets, future_site.markets, strict=True):
        pairs = zip(
            planned.ahead(plan_block.markets[planned.key]), met.ahead(future_block.markets[met.key]), strict=True
        )
        for number, (promised, kept) in enumerate(pairs):
            row = pyo.Constraint(kept.index_set(), rule=_equal(promised, kept))
            block.add_component(f"{planned.key}_promise_{number}", row)
    for name, asset in plan_site.assets.items():
        for store in asset.stores if plan_site.ends_of(name).start is None else ():
            first, begun = (part.assets[name].component(store)[0] for part in (plan_block, future_block))
            block.add_component(f"{name}_{store}_begins", pyo.Constraint(expr=begun == first))


def _equal(promised: Any, kept: Any) -> Any:
    def rule(_: Any, i: Any) -> Any:
        return kept[i] == promised[i]

    return rule


def _sites(futures: Sequence[Future], plan: Site | None) -> dict[str, Site]:
    """Return the site of the plan and of every future by block."""
    sites = {PLAN: futures[0].site if plan is None else plan}
    for number, future in enumerate(futures):
        markets = tuple(market.recourse() for market in future.site.markets)
        sites[_key(number)] = replace(future.site, markets=markets)
    return sites


def _key(number: int) -> str:
    return f"futures[{number}]"
