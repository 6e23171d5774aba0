"""The return of a case over investment and sales together: ten thousand variants valued in one call."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.accounts import accounts_by_project
from storage_model.cases.answer import CaseAnswer
from storage_model.finance.accounts import Accounts
from storage_model.finance.indicators import rates
from storage_model.finance.levers import scale_investment, scale_revenue
from storage_model.finance.measures import Yearly

POINTS = 100
INVESTMENT_FACTORS = (0.5, 1.5)
SALES_FACTORS = (0.5, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnMap:
    """Returns after tax over two factors of the case as it is.

    `investment` and `sales` hold the factors, shape (n,) and (m,); `return_frac` has shape (n, m), NaN where there is
    no return; `worth_yuan` is the present value at the hurdle, whose zeros are the hurdle's contour.
    """

    investment: FloatArray
    sales: FloatArray
    return_frac: FloatArray
    worth_yuan: FloatArray

    def sales_needed(self) -> FloatArray:
        """Return the least sales factor that reaches the hurdle at each investment, (n,); NaN outside the map."""
        return np.array([_first_zero(self.sales, row) for row in self.worth_yuan])


def return_maps(answer: CaseAnswer, points: int = POINTS) -> Mapping[str, ReturnMap]:
    """Return the map of each project and of all together, `points` × `points` variants each, the dispatch held."""
    investment, sales = (np.linspace(*ends, points) for ends in (INVESTMENT_FACTORS, SALES_FACTORS))
    kept = accounts_by_project(
        answer.scenario,
        answer.lifetime,
        lambda numbers: scale_revenue(scale_investment(numbers, investment[:, None]), sales[None, :]),
    )
    return {
        name: ReturnMap(
            investment=investment,
            sales=sales,
            **_returns(accounts, (points, points)),
        )
        for name, accounts in kept.items()
    }


def _returns(accounts: Accounts, shape: tuple[int, int]) -> Mapping[str, FloatArray]:
    """Return the return after tax and the present value at the hurdle; the other indicators are not computed."""
    flows, hurdle = Yearly.of(accounts).after_tax, accounts.hurdle.project_after_tax_frac
    worth_yuan = rates.npv(flows, hurdle, accounts.options.first_t)
    return {
        "return_frac": np.broadcast_to(rates.irr(flows).values, shape),
        "worth_yuan": np.broadcast_to(worth_yuan, shape),
    }


def _first_zero(places: FloatArray, values: FloatArray) -> float:
    """Return where rising values first reach zero, between neighbours by a straight line; NaN where they never do."""
    met = np.flatnonzero(values >= 0)
    if not len(met):
        return np.nan
    after = int(met[0])
    if after == 0:
        return float(places[0]) if values[0] == 0 else np.nan
    return float(np.interp(0.0, values[after - 1 : after + 1], places[after - 1 : after + 1]))
