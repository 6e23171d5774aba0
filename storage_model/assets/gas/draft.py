"""A hub's block while its rules are written."""

from dataclasses import dataclass
from typing import Any

from storage_model.assets.draft import BlockDraft
from storage_model.assets.gas.history import look_back
from storage_model.assets.gas.limits import Gas
from storage_model.assets.gas.terms import GasHubTerms
from storage_model.blocks import FloatArray, IntArray

# How the binaries of some steps are called: gas above the explosive band is drawn.
DRAWS_RICH = "_draws_rich"


def is_choice(key: str) -> bool:
    """Whether a variable only helps to decide and has values in some steps alone."""
    return key.endswith(DRAWS_RICH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(BlockDraft):
    """Whose rules, on which gas."""

    hub: GasHubTerms
    gas: Gas

    def param(self, name: str, values: FloatArray | IntArray) -> Any:
        """Put a number per step on the block."""
        import pyomo.core as pyo

        return self.add(name, pyo.Param(self.time.steps, initialize=values))

    def rate(self, name: str, most: FloatArray | float, *, whole: bool = False) -> Any:
        """Put something between zero and the most it may be in each step on the block."""
        import pyomo.core as pyo

        domain = pyo.Integers if whole else pyo.Reals
        if isinstance(most, float):
            return self.add(name, pyo.Var(self.time.steps, domain=domain, bounds=(0, most)))
        limit = self.param(f"{name}_most", most)
        return self.add(name, pyo.Var(self.time.steps, domain=domain, bounds=lambda _, t: (0, limit[t])))

    def rule(self, name: str, rule: Any, doc: str) -> None:
        """Put a rule for every step on the block."""
        import pyomo.core as pyo

        self.add(name, pyo.Constraint(self.time.steps, rule=rule, doc=doc))

    def sum(self, name: str, parts: list[tuple[float | Any, Any]], doc: str) -> Any:
        """Put Σ weight · component on the block, by step; a weight is a number or a number per step."""
        import pyomo.core as pyo

        def rule(_: Any, t: Any) -> Any:
            total = 0.0
            for weight, part in parts:
                total += (weight if isinstance(weight, float) else weight[t]) * part[t]
            return total

        return self.add(name, pyo.Expression(self.time.steps, rule=rule, doc=doc))

    def before(self, state: str, component: Any, steps_ago: int, kept: FloatArray | None = None, use: str = "") -> Any:
        """Return how to read a component some steps ago: across the end of a cycle, or into what was handed over.

        `kept` (1 or 0 by step) leaves out what no longer counts; `use` tells two readings of one component apart.
        """
        key = f"{state}_ago[{steps_ago}]{use}"
        ago, inside, handed_over = look_back(self.time.count, steps_ago, state, self.frame.ends, kept)
        index = self.param(f"{key}_step", ago)
        if inside.all():
            return lambda t: component[index[t]]
        weight, known = self.param(f"{key}_counts", inside), self.param(f"{key}_known", handed_over)
        return lambda t: weight[t] * component[index[t]] + known[t]
