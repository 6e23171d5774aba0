"""What support buys: cost for the public, per point of return, per MWh shifted, per firm MW, per tonne avoided."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.compare.purse import Purse
from storage_model.finance.indicators.rates import npv
from storage_model.policies.document import PUBLIC, Payer


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardsticks:
    """What costs are measured with: the rate money is discounted at, hours that make power firm, emission factors.

    A MWh sent avoids `grid_factor_t_per_mwh`, a MWh drawn emits `charging_factor_t_per_mwh` (zero where it would have
    been curtailed).
    """

    discount_frac: float
    first_t: float
    firm_hours: float
    grid_factor_t_per_mwh: float
    charging_factor_t_per_mwh: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """What a case brings: return [0–1], present value after tax, investment and grants [yuan], energy, firm power.

    `out_mwh` and `in_mwh` have shape (periods,).
    """

    irr_frac: float | None
    npv_yuan: float
    investment_yuan: float
    grants_yuan: float
    out_mwh: FloatArray
    in_mwh: FloatArray
    firm_mw: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A case against the base: present cost [yuan] and what one unit of each aim costs; None where nothing is gained.

    `public_yuan` is what budgets, grid users and the treasury bear more than in the base, `tax_back_yuan` the tax that
    comes back because of it, `net_yuan` the difference. `support_yuan` is what everybody pays more than in the base,
    generators, tenants and buyers too: the one basis on which any two cases can be ranked; `support_nominal_yuan` is
    its plain sum over the years, and `support_yuan_per_…` its cost of one unit. Units: one percentage point of the
    return, one discounted MWh sent, one MW of firm power, one discounted tonne avoided by electricity; what buyers pay
    for credits buys other tonnes and is not in the cost of these. `windfall_yuan` is what of it the hurdle
    does not need, `leverage` own money and loans invested per yuan of public money.
    """

    by_payer_yuan: Mapping[Payer, float]
    public_yuan: float
    tax_back_yuan: float
    net_yuan: float
    support_nominal_yuan: float
    support_yuan: float
    irr_gain_points: float | None
    yuan_per_point: float | None
    yuan_per_mwh: float | None
    yuan_per_firm_mw: float | None
    yuan_per_t: float | None
    support_yuan_per_point: float | None
    support_yuan_per_mwh: float | None
    support_yuan_per_t: float | None
    windfall_yuan: float
    leverage: float | None


def effect_of(base: Purse, base_return: float | None, case: Purse, achieved: Achieved, by: Yardsticks) -> Effect:
    """Return what a case costs beyond the base and what it buys."""

    def present(yuan: FloatArray) -> float:
        return float(npv(yuan, by.discount_frac, by.first_t))

    by_payer = {payer: present(case.by_payer[payer] - base.by_payer[payer]) for payer in case.by_payer}
    public = sum(by_payer[payer] for payer in PUBLIC)
    whole = np.sum([*case.by_payer.values()], axis=0)
    more = whole - np.sum([*base.by_payer.values()], axis=0)
    paid = present(more)
    tax_back = present(case.taxes_without_rules - base.taxes_without_rules)
    avoided_t = by.grid_factor_t_per_mwh * achieved.out_mwh - by.charging_factor_t_per_mwh * achieved.in_mwh
    sent_mwh, tonnes = present(achieved.out_mwh), present(avoided_t)
    gain = None if None in (achieved.irr_frac, base_return) else _points(achieved.irr_frac, base_return)
    return Effect(
        by_payer_yuan=by_payer,
        public_yuan=public,
        tax_back_yuan=tax_back,
        net_yuan=public - tax_back,
        support_nominal_yuan=float(more.sum()),
        support_yuan=paid,
        irr_gain_points=gain,
        yuan_per_point=_each(public, gain),
        yuan_per_mwh=_each(public, sent_mwh),
        yuan_per_firm_mw=_each(public, achieved.firm_mw),
        yuan_per_t=_each(public, tonnes),
        support_yuan_per_point=_each(paid, gain),
        support_yuan_per_mwh=_each(paid, sent_mwh),
        support_yuan_per_t=_each(paid - by_payer["buyers"], tonnes),
        windfall_yuan=max(0.0, min(achieved.npv_yuan, paid)),
        leverage=_each(achieved.investment_yuan - achieved.grants_yuan, public),
    )


def _points(irr_frac: float | None, base_frac: float | None) -> float:
    return 100.0 * ((irr_frac or 0.0) - (base_frac or 0.0))


def _each(cost: float, units: float | None) -> float | None:
    """Return the cost of one unit; None where there is none, or where nothing is spent."""
    return cost / units if units is not None and units > 0 and cost > 0 else None
