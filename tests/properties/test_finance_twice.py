"""The engine against the same rules in plain Python, and against what its own statements add up to."""

from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.lifetime.record import YearlyStream
from tests.finance_terms import YEARS, valued
from tests.plain_finance import Simple, for_the_engine, in_plain_python
from tests.report_answers import small_answer
from tests.textbook import row

FLOWS = {
    "pre_tax": ("project_cash_flow", "net_cash_flow_pre_tax"),
    "after_tax": ("project_cash_flow", "net_cash_flow_after_tax"),
    "equity": ("equity_cash_flow", "net_cash_flow_after_tax"),
}


@st.composite
def simple(draw: st.DrawFn) -> Simple:
    """Return a project of the base case's kind: one that pays, or fails, or breathes by its short-term loan."""
    run = draw(st.integers(2, 16))
    invested = draw(st.floats(1e8, 9e8))
    sold = [invested * draw(st.floats(0.0, 0.5)) for _ in range(run)]
    return Simple(
        invested=invested, land=draw(st.sampled_from([0.0, 16e6])), life=draw(st.integers(1, 20)),
        residual=draw(st.sampled_from([0.0, 0.05])), sold=tuple(sold),
        spent=tuple(yuan * draw(st.floats(0.0, 0.9)) for yuan in sold), share=draw(st.floats(0.1, 0.9)),
        rate=draw(st.floats(0.01, 0.12)), years=draw(st.integers(1, run)), working_capital=draw(st.floats(0.0, 2e7)),
        own=draw(st.floats(0.0, 1.0)), short_rate=draw(st.sampled_from([0.0, 0.03, 0.06])),
        refund_on_levy=draw(st.sampled_from([0.0, 0.5, 1.0])),
    )  # fmt: skip


@given(simple())
@settings(max_examples=150)
def test_every_flow_is_that_of_plain_python(project: Simple) -> None:
    """Project flow before and after tax, owners' flow, debt service, to a hundred-millionth of the plant."""
    plain, result = in_plain_python(project), evaluate(for_the_engine(project))
    for name, where in FLOWS.items():
        assert row(result, *where) / project.invested == pytest.approx(
            np.array(getattr(plain, name)) / project.invested, abs=1e-8
        ), name
    for key, amounts in (("debt_service", plain.service), ("cash_for_debt_service", plain.available)):
        shares = row(result, "debt_service", key)[1:] / project.invested
        assert shares == pytest.approx(np.array(amounts) / project.invested, abs=1e-8), key


def discounted(flows: list[float], rate: float) -> float:
    """Return the present value, first year discounted once, by plain addition."""
    return sum(flow / (1 + rate) ** year for year, flow in enumerate(flows, 1))


def found(result: FinanceResult, statement: str, key: str) -> list[float]:
    """Return a row as plain numbers."""
    return [float(value) for value in row(result, statement, key)]


@pytest.mark.parametrize("name", ["station", "gas", "together"])
def test_indicators_of_the_base_case_from_its_statements(name: str) -> None:
    """Present value, return by halving, payback, cover, ROI and LLCR, from the printed rows alone."""
    answer = small_answer().projects[name]
    result, known = answer.finance, {key: one.value for key, one in answer.finance.indicators.items()}
    flows = found(result, *FLOWS["after_tax"])
    assert known["npv_project_after_tax_yuan"] == pytest.approx(discounted(flows, answer.hurdle_frac), rel=1e-9)
    low, high = -0.99, 10.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if discounted(flows, middle) > 0 else (low, middle)
    assert known["irr_project_after_tax_frac"] == pytest.approx(low, abs=1e-9)
    owed, years = 0.0, None
    for year, flow in enumerate(flows):
        if owed < 0 <= owed + flow:
            years = year - owed / flow
        owed += flow
    assert known["payback_static_years"] == (years if owed < 0 or years is None else pytest.approx(years))
    service, cash = (found(result, "debt_service", key) for key in ("debt_service", "cash_for_debt_service"))
    assert known["dscr_min"] == pytest.approx(min(c / s for c, s in zip(cash, service, strict=True) if s))
    ebit = found(result, "profit_and_distribution", "ebit")[1:]
    invested = sum(found(result, "funding_plan", "total_investment"))
    assert known["roi_frac"] == pytest.approx(sum(ebit) / len(ebit) / invested)


@st.composite
def settled(draw: st.DrawFn) -> tuple[YearlyStream, ...]:
    """Return what eight years of dispatch settled: sales and charges of the project's asset, sales of another's."""
    kinds: list[tuple[str, str, Literal["revenue", "cost"], float]] = [
        ("energy_sales", "station", "revenue", 0.13), ("capacity_price", "station", "revenue", 0.06),
        ("energy_sales", "other", "revenue", 0.13), ("charging_energy", "station", "cost", 0.13),
        ("system_operation_fee", "station", "cost", 0.09),
    ]  # fmt: skip
    return tuple(
        YearlyStream(
            key=key, asset=asset, side=side, vat_frac=vat_frac,
            yuan=np.array(draw(st.lists(st.floats(0.0, 1e8), min_size=YEARS, max_size=YEARS))) * SIGN[side],
        )
        for key, asset, side, vat_frac in kinds
    )  # fmt: skip


SIGN = {"revenue": 1.0, "cost": -1.0}


@given(settled())
@settings(max_examples=40)
def test_revenue_and_metered_cost_are_what_the_dispatch_settled(streams: tuple[YearlyStream, ...]) -> None:
    """Year by year, VAT included; another asset's sales stay out; what is metered is what moves with energy.

    The seven years of the project are the first of the eight settled.
    """
    result = valued({"operating_cost.upkeep.yuan_per_mwh_out": 0.0}, streams)
    own = [stream for stream in streams if stream.asset == "station"]
    sold = sum(stream.yuan[:7] for stream in own if stream.side == "revenue")
    bought = sum(stream.yuan[:7] / (1 + stream.vat_frac) for stream in own if stream.side == "cost")
    assert row(result, "revenue_and_taxes", "revenue_with_vat")[2:] == pytest.approx(sold, rel=1e-12, abs=1e-6)
    assert -row(result, "total_cost", "variable_cost")[2:] == pytest.approx(bought, rel=1e-12, abs=1e-6)
