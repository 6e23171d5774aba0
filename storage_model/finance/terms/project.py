"""Everything the evaluation of one project needs."""

from dataclasses import dataclass, field
from typing import Literal

from storage_model.finance.terms.financing import Distribution, Investor, Loan
from storage_model.finance.terms.investment import Grant, InvestmentLine, SustainingLine
from storage_model.finance.terms.operation import OperatingCost, Revenue, Subsidy, WorkingCapital
from storage_model.finance.terms.tax import Tax
from storage_model.finance.timeline import Amount, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurdle:
    """Returns asked for: project before and after income tax, equity; shape (…) each."""

    project_pre_tax_frac: Amount
    project_after_tax_frac: Amount
    equity_frac: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Conventions a reader may ask for; the defaults are the strict ones.

    `first_t` is the exponent of the first construction year's discount factor: 1 at year end, 0 undiscounted, 0.5
    mid-year. `pre_financing_values`: depreciation and residual value in the project cash flow without or with the
    interest during construction. `vat_shown`: VAT inside the lines with its payment as an outflow, or lines without
    VAT and the recovered input VAT as an inflow; the net flow is the same.
    """

    first_t: float = 1.0
    pre_financing_values: Literal["without_construction_interest", "with_construction_interest"] = (
        "without_construction_interest"
    )
    vat_shown: Literal["in_lines", "net"] = "in_lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One separately financed project.

    `short_term_rate_frac` is the yearly rate of loans that bridge a year short of cash; None where nobody lends and
    owners pay. `sold_mwh` and `discharged_mwh` have shape (…, operating); the latter is None for what stores nothing.
    """

    timeline: Timeline
    investment: tuple[InvestmentLine, ...]
    revenue: tuple[Revenue, ...]
    costs: tuple[OperatingCost, ...] = ()
    tax: Tax
    hurdle: Hurdle
    loans: tuple[Loan, ...] = ()
    working_capital: WorkingCapital = field(default_factory=WorkingCapital)
    sustaining: tuple[SustainingLine, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()
    grants: tuple[Grant, ...] = ()
    short_term_rate_frac: Amount | None = None
    distribution: Distribution = field(default_factory=Distribution)
    investors: tuple[Investor, ...] = field(default_factory=lambda: (Investor(),))
    options: Options = field(default_factory=Options)
    sold_mwh: Amount = 0.0
    discharged_mwh: Amount | None = None
