"""Prove an optimum without trusting the solver: any row duals give a bound, the right ones close the gap."""

from dataclasses import dataclass

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram

# Duals against an open side must vanish; what rounding leaves of them is ignored below this [yuan per unit].
DUST = 1e-9
# An answer this near its bound is called optimal, relative.
GAP_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Primal value, the bound no schedule can beat, their gap relative to max(1, |primal|), and feasibility.

    Values are those of the minimised objective [yuan]; `violation` is the largest breach of a row or bound.
    """

    primal_yuan: float
    bound_yuan: float
    violation: float

    @property
    def gap_frac(self) -> float:
        """Distance from the bound, relative; at or slightly below zero when proved to the last digit."""
        return (self.primal_yuan - self.bound_yuan) / max(1.0, abs(self.primal_yuan))

    @property
    def proved(self) -> bool:
        """Whether this is optimal but for what rounding leaves."""
        return abs(self.gap_frac) <= GAP_TOLERANCE

    @property
    def most_yuan(self) -> float:
        """What no schedule earns more than [yuan]: what this one earns where that is proved, its bound otherwise."""
        return -(self.primal_yuan if self.proved else self.bound_yuan)


def certify(program: LinearProgram, values: FloatArray, row_duals: FloatArray) -> Certificate:
    """Return the certificate of `values`, recomputed from the arrays alone (Lagrangian bound of the duals)."""
    activity = program.matrix @ values
    outside = (
        _outside(activity, program.row_low, program.row_high),
        _outside(values, program.col_low, program.col_high),
    )
    return Certificate(
        primal_yuan=program.objective_of(values),
        bound_yuan=bound_of(program, row_duals),
        violation=max(outside),
    )


def bound_of(program: LinearProgram, row_duals: FloatArray) -> float:
    """Return the Lagrangian bound of any row duals: no point within rows and bounds costs less."""
    reduced_cost = program.cost - program.matrix.T @ row_duals
    bound = program.offset + least(row_duals, program.row_low, program.row_high)
    return bound + least(reduced_cost, program.col_low, program.col_high)


def _outside(values: FloatArray, low: FloatArray, high: FloatArray) -> float:
    """Return the largest breach of low ≤ values ≤ high, zero without any; one array of room, since years are long."""
    breach = values - high
    above = float(np.max(breach, initial=0.0))
    np.subtract(low, values, out=breach)
    return float(np.max(breach, initial=above))


def least(weights: FloatArray, low: FloatArray, high: FloatArray) -> float:
    """Return the least of Σ weight · z over low ≤ z ≤ high; rounding dust against an open side counts as zero."""
    side = np.where(weights > 0, low, high)
    open_side = np.flatnonzero(np.isinf(side))
    side[open_side[np.abs(weights[open_side]) <= DUST]] = 0.0
    return float(np.sum(np.multiply(weights, side, out=side)))
