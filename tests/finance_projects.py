"""Random projects of every kind the engine knows, for laws that hold for all of them."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from storage_model.finance.terms.financing import Distribution, Loan
from storage_model.finance.terms.investment import Grant, InvestmentLine, SustainingLine, WriteOff
from storage_model.finance.terms.operation import OperatingCost, Revenue, Subsidy, WorkingCapital
from storage_model.finance.terms.project import Hurdle, Options, Project
from storage_model.finance.terms.tax import IncomeTax, OtherTax, Tax, Vat
from storage_model.finance.timeline import Timeline

FRAC = st.floats(0.0, 1.0, allow_nan=False)
RATES = st.sampled_from([0.0, 0.03, 0.05, 0.12])
VAT_RATES = st.sampled_from([0.0, 0.06, 0.09, 0.13])


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Return a project with an investment of some hundred millions and anything else, or none of it."""
    build, run = draw(st.integers(1, 3)), draw(st.integers(1, 8))
    timeline = Timeline(construction_years=build, operating_years=run)
    periods = timeline.periods

    def yearly(low: float, high: float, years: int = run) -> Any:
        """Return money to the cent: of the smallest numbers there are, shares cannot be taken."""
        return np.array(draw(st.lists(st.floats(low, high), min_size=years, max_size=years))).round(2)

    def maybe(made: Any) -> tuple[Any, ...]:
        return (made,) if draw(st.booleans()) else ()

    return Project(
        timeline=timeline,
        investment=(
            *(_line(draw, "fixed", yearly(1e7, 3e8, build)), _line(draw, "fixed", yearly(0.0, 1e8, build))),
            *maybe(_line(draw, "intangible", yearly(0.0, 3e7, build))),
            *maybe(_line(draw, "other", yearly(0.0, 1e7, build))),
        ),
        revenue=tuple(Revenue(key=key, yuan=yearly(0.0, 2e8), vat_frac=draw(VAT_RATES)) for key in ("one", "two")),
        costs=(
            OperatingCost(category="fuel_and_power", yuan=yearly(0.0, 8e7), vat_frac=draw(VAT_RATES), variable=True),
            OperatingCost(category="staff", yuan=yearly(0.0, 2e7), vat_frac=0.0),
        ),
        sustaining=(
            *maybe(
                SustainingLine(yuan=yearly(0.0, 5e7), vat_frac=draw(VAT_RATES), write_off=_write_off(draw, "fixed"))
            ),
            *maybe(SustainingLine(yuan=yearly(0.0, 5e6), vat_frac=draw(VAT_RATES), write_off=None)),
        ),
        subsidies=maybe(Subsidy(yuan=yearly(0.0, 1e7), taxable=draw(st.booleans()))),
        grants=(
            *maybe(_grant(draw, timeline, "reduces_base", build)),
            *maybe(_grant(draw, timeline, "deferred", periods)),
        ),
        loans=tuple(draw(st.lists(loans(periods), max_size=2))),
        short_term_rate_frac=draw(st.sampled_from([None, 0.0, 0.03])),
        working_capital=WorkingCapital(
            yuan=yearly(0.0, 2e7), receivable_days=draw(st.sampled_from([0.0, 45.0])),
            payable_days=draw(st.sampled_from([0.0, 30.0])), own_share_frac=draw(FRAC), rate_frac=draw(RATES),
        ),
        tax=_tax(draw, periods),
        distribution=Distribution(
            discretionary_reserve_frac=draw(st.sampled_from([0.0, 0.05])), payout_frac=draw(FRAC),
            while_in_debt=draw(st.booleans()),
        ),
        hurdle=Hurdle(project_pre_tax_frac=0.06, project_after_tax_frac=0.06, equity_frac=0.08),
        options=Options(
            vat_shown=draw(st.sampled_from(["in_lines", "net"])),
            pre_financing_values=draw(st.sampled_from(["without_construction_interest", "with_construction_interest"])),
        ),
        sold_mwh=yearly(0.0, 1e5),
    )  # fmt: skip


@st.composite
def loans(draw: st.DrawFn, periods: int) -> Loan:
    """Return a loan over up to half of the investment, repaid in any way."""
    years = draw(st.integers(1, 12))
    return Loan(
        share_frac=draw(st.floats(0.0, 0.5)),
        rate_frac=np.array(draw(st.lists(RATES, min_size=periods, max_size=periods))),
        years=years,
        grace_years=draw(st.integers(0, years - 1)),
        method=draw(st.sampled_from(["equal_principal", "equal_payment", "bullet", "sculpted", "as_able"])),
        dscr_target=draw(st.sampled_from([1.0, 1.3])),
        drawn=draw(st.sampled_from(["evenly", "year_start"])),
        interest_in_construction=draw(st.sampled_from(["capitalised", "paid_by_owners"])),
    )


def _write_off(draw: st.DrawFn, asset_class: Any) -> WriteOff:
    return WriteOff(
        asset_class=asset_class, life_years=draw(st.integers(1, 20)),
        residual_frac=draw(st.sampled_from([0.0, 0.05])) if asset_class == "fixed" else 0.0,
        method=draw(st.sampled_from(["straight_line", "double_declining", "sum_of_years"])),
        recovered_at_end=draw(st.booleans()),
    )  # fmt: skip


def _line(draw: st.DrawFn, asset_class: Any, yuan: Any) -> InvestmentLine:
    return InvestmentLine(
        category="equipment", yuan=yuan, vat_frac=draw(VAT_RATES), write_off=_write_off(draw, asset_class)
    )


def _grant(draw: st.DrawFn, timeline: Timeline, treatment: Any, years: int) -> Grant:
    yuan = np.zeros(timeline.periods)
    yuan[draw(st.integers(0, years - 1))] = draw(st.floats(0.0, 5e6))
    return Grant(yuan=yuan, treatment=treatment, spread_years=draw(st.integers(1, 12)), taxable=draw(st.booleans()))


def _tax(draw: st.DrawFn, periods: int) -> Tax:
    return Tax(
        income=IncomeTax(
            rate_frac=0.25, loss_years=draw(st.sampled_from([0, 2, 5])), exempt_years=draw(st.sampled_from([0, 3])),
            half_years=draw(st.sampled_from([0, 3])), holiday_from=draw(st.sampled_from(["operation", "first_profit"])),
        ),
        vat=Vat(
            credit_refund_frac=np.array(draw(st.lists(FRAC, min_size=periods, max_size=periods))),
            refund_on_levy_frac=draw(FRAC), refund_on_levy_taxable=draw(st.booleans()),
        ),
        surtax_frac=0.1,
        others=(OtherTax(yuan=draw(st.sampled_from([0.0, 1e6])), share_of_fixed_assets_frac=0.001),),
    )  # fmt: skip
