"""Income tax year by year: losses set against later profit until they expire, holidays."""

from dataclasses import dataclass, field

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.terms.tax import IncomeTax
from storage_model.finance.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxYear:
    """One year, shape (…) each [yuan]: its loss, earlier losses made up, taxable profit (应纳税所得额), income tax."""

    loss: FloatArray
    losses_used: FloatArray
    taxable: FloatArray
    tax: FloatArray


@dataclass(slots=True, kw_only=True)
class TaxPath:
    """The tax of one year after another; remembers the losses so far.

    Losses are used oldest first. `_incurred` holds their running sum by year and `_gone` what of it is used or
    expired, so what may still be used is the sum up to last year less the larger of `_gone` and all that is too old.
    """

    terms: IncomeTax
    _incurred: list[FloatArray] = field(default_factory=list)
    _gone: FloatArray = field(default_factory=lambda: np.zeros(()))
    _years_in_profit: FloatArray = field(default_factory=lambda: np.zeros(()))

    def next_year(self, profit: FloatArray) -> TaxYear:
        """Return the tax on the next operating year's profit, shape (…) [yuan]."""
        number = len(self._incurred)
        so_far = self._incurred[-1] if self._incurred else np.zeros(())
        too_old = number - 1 - self.terms.loss_years
        if too_old >= 0:
            self._gone = np.maximum(self._gone, self._incurred[too_old])
        gains = np.maximum(profit, 0.0)
        used = np.minimum(gains, so_far - self._gone)
        self._gone = self._gone + used
        loss = gains - profit
        self._incurred.append(so_far + loss)
        taxable = gains - used
        return TaxYear(loss=loss, losses_used=used, taxable=taxable, tax=taxable * self._rate(number, taxable))

    def _rate(self, number: int, taxable: FloatArray) -> FloatArray:
        rates = np.asarray(self.terms.rate_frac, dtype=np.float64)
        rate = rates[..., number] if rates.ndim else rates
        if self.terms.holiday_from == "operation":
            return rate * self._share_due(np.asarray(float(number)))
        self._years_in_profit = np.where((self._years_in_profit > 0) | (taxable > 0), self._years_in_profit + 1, 0.0)
        return rate * self._share_due(self._years_in_profit - 1)

    def _share_due(self, years_before: FloatArray) -> FloatArray:
        """Return the share of the rate that is due after so many years of the holiday."""
        exempt, half = self.terms.exempt_years, self.terms.half_years
        return np.where(years_before < exempt, 0.0, np.where(years_before < exempt + half, 0.5, 1.0))


def income_tax(timeline: Timeline, terms: IncomeTax, profit: FloatArray) -> FloatArray:
    """Return the income tax on the profit of each year, shape (…, periods) [yuan]; construction years have none."""
    path = TaxPath(terms=terms)
    years = [path.next_year(profit[..., year]).tax for year in range(timeline.construction_years, timeline.periods)]
    return timeline.in_operation(np.stack(np.broadcast_arrays(*years), axis=-1))
