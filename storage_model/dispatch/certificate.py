"""Prove an optimum without trusting the solver: any row duals give a bound, the right ones close the gap."""

from dataclasses import dataclass

import numpy as np

from storage_model.dispatch.compile.linear_program import FloatArray, LinearProgram

# Duals against an open side must vanish; what rounding leaves of them is ignored below this [yuan per unit].
DUST = 1e-9


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


def certify(program: LinearProgram, values: FloatArray, row_duals: FloatArray) -> Certificate:
    """Return the certificate of `values`, recomputed from the arrays alone (Lagrangian bound of the duals)."""
    activity = program.matrix @ values
    reduced_cost = program.cost - program.matrix.T @ row_duals
    bound = program.offset + _least(row_duals, program.row_low, program.row_high)
    bound += _least(reduced_cost, program.col_low, program.col_high)
    breaches = (
        program.row_low - activity,
        activity - program.row_high,
        program.col_low - values,
        values - program.col_high,
    )
    return Certificate(
        primal_yuan=float(program.cost @ values) + program.offset,
        bound_yuan=bound,
        violation=max(float(np.max(breach, initial=0.0)) for breach in breaches),
    )


def _least(weights: FloatArray, low: FloatArray, high: FloatArray) -> float:
    """Return the least of Σ weight · z over low ≤ z ≤ high; rounding dust against an open side counts as zero."""
    side = np.where(weights > 0, low, high)
    idle = np.isinf(side) & (np.abs(weights) <= DUST)
    return float(np.sum(weights * np.where(idle, 0.0, side)))
