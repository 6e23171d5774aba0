"""Gas from each source to each user: every cubic metre of methane goes somewhere, and no mixture crosses a limit."""

from typing import Any

import numpy as np

from storage_model.assets.gas.draft import DRAWS_RICH, Draft
from storage_model.assets.gas.limits import most_drawn_m3_per_h
from storage_model.assets.gas.mixing import is_rich
from storage_model.assets.gas.terms import ENRICHMENT, FLARE, HOLDER, sources_of
from storage_model.assets.gas.terms_gas import Holder
from storage_model.blocks import FloatArray


def pipe(source: str, user: str) -> str:
    """Return the name of the flow from a source to a user, as in a schedule [m³/h of pure methane]."""
    return f"holder.to[{user}].m3_per_h" if source == HOLDER else f"supplies[{source}].to[{user}].m3_per_h"


def vent(supply: str) -> str:
    """Return the name of the flow a supply gives to the air [m³/h of pure methane]."""
    return f"supplies[{supply}].vented.m3_per_h"


def write_pipes(draft: Draft) -> None:
    """Write all flows, what is left to the air, the holder, and what keeps explosive and rich gas apart."""
    users = draft.hub.users
    for user, most in draft.gas.most_m3_per_h.items():
        for source, limit in most.items():
            draft.rate(pipe(source, user), limit)
    for supply, flow in draft.gas.pure_m3_per_h.items():
        _write_balance(draft, supply, sources_of(users, supply), flow)
    if draft.hub.holder:
        _write_holder(draft, draft.hub.holder)
    _write_flare(draft)
    for user, steps in draft.gas.both_sides.items():
        if len(steps):
            _write_one_side(draft, user, [int(step) for step in steps])


def drawn(draft: Draft, user: str) -> Any:
    """Return the methane a user draws from all its sources, by step [m³/h]."""
    import pyomo.core as pyo

    flows = [draft.block.component(pipe(source, user)) for source in draft.hub.users[user]]

    def rule(_: Any, t: Any) -> Any:
        total = 0.0
        for flow in flows:
            total += flow[t]
        return total

    return draft.add(f"{user}_drawn_m3_per_h", pyo.Expression(draft.time.steps, rule=rule, doc="drawn [m³/h]"))


def write_enrichment(draft: Draft) -> Any:
    """Write the enrichment plant; returns the methane it takes in, by step [m³/h], None where there is no plant."""
    plant = draft.hub.enrichment
    if plant is None:
        return None
    taken = drawn(draft, ENRICHMENT)
    draft.rule("enrichment.capacity", lambda _, t: taken[t] <= plant.capacity_m3_per_h, "taken in <= capacity [m³/h]")
    return taken


def _write_flare(draft: Draft) -> None:
    flare = draft.hub.flare
    if flare is not None:
        flared = drawn(draft, FLARE)
        draft.rule("flare.capacity", lambda _, t: flared[t] <= flare.capacity_m3_per_h, "flared <= capacity [m³/h]")


def _write_balance(draft: Draft, supply: str, users: list[str], flow: FloatArray) -> None:
    given = draft.param(f"supplies[{supply}].flow", flow)
    used = [draft.block.component(pipe(supply, user)) for user in users]
    vented = draft.rate(vent(supply), flow)

    def rule(_: Any, t: Any) -> Any:
        out = vented[t]
        for part in used:
            out += part[t]
        return out == given[t]

    draft.rule(f"supplies[{supply}].balance", rule, "to users + vented = supplied [m³/h]")


def _write_holder(draft: Draft, holder: Holder) -> None:
    import pyomo.core as pyo

    users, time, ends = draft.hub.users, draft.time, draft.frame.ends
    least, most = holder.most_m3 * holder.least_share_frac, holder.most_m3
    stored = draft.add("holder.stored_m3", pyo.Var(time.points, bounds=(least, most)))
    filling = [draft.block.component(pipe(supply, HOLDER)) for supply in users[HOLDER]]
    emptying = [draft.block.component(pipe(HOLDER, user)) for user in sources_of(users, HOLDER)]

    def rule(_: Any, t: Any) -> Any:
        gained = 0.0
        for flow in filling:
            gained += time.step_h * flow[t]
        for flow in emptying:
            gained -= time.step_h * flow[t]
        return stored[t + 1] == stored[t] + gained

    draft.rule("holder.balance", rule, "stored at the end = stored at the start + in - out [m³]")
    if ends.start is None:
        draft.add("holder.ends_as_it_began", pyo.Constraint(expr=stored[time.count] == stored[0]))
        return
    draft.add("holder.handed_over", pyo.Constraint(expr=stored[0] == ends.start.get("holder.stored_m3", least)))
    if ends.end is not None and "holder.stored_m3" in ends.end:
        draft.add("holder.at_the_end", pyo.Constraint(expr=stored[time.count] == ends.end["holder.stored_m3"]))


def _write_one_side(draft: Draft, user: str, steps: list[int]) -> None:
    """In steps with both, a user draws from the explosive band or from above it: mixing them would dilute into it.

    Each flow is bounded by itself and all of a side by what the user can take: shares of both sides reach no further
    than either alone.
    """
    import pyomo.core as pyo

    draft.add(f"{user}_sides", pyo.Set(initialize=steps))
    draft.add(f"{user}{DRAWS_RICH}", pyo.Var(draft.block.component(f"{user}_sides"), domain=pyo.Binary))
    together = most_drawn_m3_per_h(draft.hub, draft.gas, user)
    sides: dict[str, dict[str, FloatArray]] = {"rich": {}, "rest": {}}
    for source, most in draft.gas.most_m3_per_h[user].items():
        rich, limit = is_rich(draft.gas.methane_frac[source]), np.minimum(most, together)
        sides["rich"][source], sides["rest"][source] = rich, 1.0 - rich
        _write_side(draft, user, f"from_{source}", {source: np.ones_like(rich)}, (limit * rich, limit * (1.0 - rich)))
    nothing = np.zeros_like(together)
    _write_side(draft, user, "rich", sides["rich"], (together, nothing))
    _write_side(draft, user, "rest", sides["rest"], (nothing, together))


def _write_side(
    draft: Draft, user: str, word: str, shares: dict[str, FloatArray], most: tuple[FloatArray, FloatArray]
) -> None:
    """Write Σ share · flow from a source <= what may flow while the user draws rich gas, and what while it does not."""
    import pyomo.core as pyo

    on, name = draft.block.component(f"{user}_sides"), f"{user}_{word}"
    draws_rich = draft.block.component(f"{user}{DRAWS_RICH}")

    def by_step(what: str, values: FloatArray) -> Any:
        return draft.add(f"{name}_{what}", pyo.Param(on, initialize={step: float(values[step]) for step in on}))

    flows = [
        (by_step(f"share_of_{source}", share), draft.block.component(pipe(source, user)))
        for source, share in shares.items()
    ]
    if_rich, otherwise = most
    base, turn = by_step("base", otherwise), by_step("turn", if_rich - otherwise)

    def rule(_: Any, t: Any) -> Any:
        total = 0.0
        for share, flow in flows:
            total += share[t] * flow[t]
        return total <= base[t] + turn[t] * draws_rich[t]

    doc = "either rich gas or the rest [m³/h]"
    draft.add(f"{name}_on_one_side", pyo.Constraint(on, rule=rule, doc=doc))
