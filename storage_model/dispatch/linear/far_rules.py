"""Rules that reach further than a window looks, a year's budget of cycles say: paid for while windows are walked.

No window knows what the others leave of such a rule. At a price on what it counts, the same in all of them, each takes
what is worth that price to it; the dearer, the less. So the price is sought at which all together stay just within the
limit. From there the whole programme has few steps left to its optimum.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.cut import rows_of
from storage_model.dispatch.compile.linear_program import FloatArray, IntArray
from storage_model.dispatch.linear.closing import closing
from storage_model.dispatch.linear.laid import Laid
from storage_model.dispatch.linear.walked import Walked

# A price serves where no more than this share of the limit is left. It is doubled so often, then sought between two.
LEFT_FRAC, MOST_DOUBLED, MOST_BETWEEN = 0.01, 12, 8
# A limit overstepped by no more than this share is kept.
KEPT_FRAC = 1e-9

WalkAt = Callable[[FloatArray], Walked | None]
"""the windows walked at given costs, (columns,); None where one has no optimum"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FarRules:
    """The sides of such rules: the number of each rule, and what it counts, signed so that its limit is a most."""

    laid: Laid
    rows: IntArray
    signs: FloatArray
    counts: sp.csr_array
    limits: FloatArray

    def over(self, walked: Walked) -> FloatArray:
        """Return the share of its limit by which each is overstepped; below zero what is left of it."""
        found: FloatArray = (self.counts @ walked.values - self.limits) / np.maximum(1.0, np.abs(self.limits))
        return found

    def kept(self, walked: Walked) -> bool:
        """Whether all of them are."""
        return bool((self.over(walked) <= KEPT_FRAC).all())

    def left_open(self) -> Laid:
        """Return the programme without them."""
        program, first = self.laid.program, self.laid.row_first.copy()
        low, high = program.row_low.copy(), program.row_high.copy()
        low[self.rows], high[self.rows], first[self.rows] = -np.inf, np.inf, self.laid.row_time[self.rows]
        return replace(self.laid, program=replace(program, row_low=low, row_high=high), row_first=first)


def far_rules(laid: Laid, reach: int, day: int) -> FarRules:
    """Return the rules that count more steps than a reach has; equalities and what closes the horizon aside.

    A month's peak above one of its steps reaches as far, and counts that step only: windows know what it asks for.
    """
    low, high, matrix = laid.program.row_low, laid.program.row_high, laid.program.matrix
    far = np.flatnonzero((np.diff(matrix.indptr) > reach // 2) & (low < high) & ~closing(laid, day))
    at_most, at_least = far[np.isfinite(high[far])], far[np.isfinite(low[far])]
    rows, signs = np.append(at_most, at_least), np.repeat([1.0, -1.0], [len(at_most), len(at_least)])
    return FarRules(
        laid=laid,
        rows=rows,
        signs=signs,
        counts=sp.csr_array(sp.diags_array(signs) @ matrix[rows]),
        limits=np.append(high[at_most], -low[at_least]),
    )


def paid_for(far: FarRules, walked: Walked, walk_at: WalkAt) -> Walked | None:
    """Return windows walked at prices at which the rules are kept; None where no prices are found.

    `walked` overstepped some at no price. One rule after another gets its price, the most overstepped first.
    """
    prices, found = np.zeros(len(far.limits)), walked
    for _ in prices:
        if far.kept(found):
            break
        worst = int(np.argmax(far.over(found)))
        priced = _priced(far, worst, prices, found, walk_at)
        if priced is None:
            return None
        prices[worst], found = priced
    np.add.at(found.seams.duals, far.rows, -far.signs * prices)
    return replace(found, laid=far.laid, seams=replace(found.seams, laid=far.laid))


def _priced(
    far: FarRules, which: int, others: FloatArray, unpaid: Walked, walk_at: WalkAt
) -> tuple[float, Walked] | None:
    """Return the least price found at which one rule is kept, and the windows walked at it."""
    from scipy.optimize.elementwise import find_root

    kept: dict[float, Walked] = {}

    @cache
    def over(price: float) -> float:
        prices = others.copy()
        prices[which] = price
        walked = walk_at(far.laid.program.cost + far.counts.T @ prices) if price else unpaid
        if walked is None:
            return float("nan")
        share = float(far.over(walked)[which])
        if share <= KEPT_FRAC:
            kept[price] = walked
        return share + LEFT_FRAC / 2

    below, price = 0.0, _first_guess(far, which)
    for _ in range(MOST_DOUBLED):
        if not over(price) > 0:
            break
        below, price = price, 2.0 * price
    if price in kept and over(price) < -LEFT_FRAC / 2:
        find_root(
            np.vectorize(over),
            (below, price),
            tolerances={"xatol": 0.0, "xrtol": 1e-6, "fatol": LEFT_FRAC / 2, "frtol": 0.0},
            maxiter=MOST_BETWEEN,
        )
    return min(kept.items(), default=None, key=itemgetter(0))


def _first_guess(far: FarRules, which: int) -> float:
    """Return a price of the size of what the rule's columns cost or earn."""
    counted = rows_of(far.counts, slice(which, which + 1))
    cost = np.abs(far.laid.program.cost[counted.indices] / counted.data)
    return float(np.median(cost[cost > 0])) / 2.0 if (cost > 0).any() else 1.0
