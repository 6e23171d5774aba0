"""The present value of two runs taken apart into the lines of the cash flow: what moved it, summing to the total."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import TOGETHER, Evidence
from storage_model.runs.reaudit.returns import first_t, hurdles_of, npv
from storage_model.runs.reaudit.ties import in_periods, streams_of
from storage_model.words.formulas.catalogue import is_stream_row
from storage_model.words.label import Label
from storage_model.words.labels.lookup import row_label, stream_label

NET = "project_cash_flow.net_cash_flow_after_tax"
DISCOUNTING = "discounting"
# Rows of the cash flow that come in and go out, besides revenue and operating cost, which are taken apart further.
_COMES_IN = (
    "project_cash_flow.subsidy_income",
    "project_cash_flow.capital_grants",
    "project_cash_flow.vat_credit_refunded",
    "project_cash_flow.recovered_fixed_assets",
    "project_cash_flow.recovered_other_assets",
    "project_cash_flow.recovered_working_capital",
)
_GOES_OUT = (
    "project_cash_flow.construction_investment",
    "project_cash_flow.working_capital_increase",
    "financial_plan_cash_flow.running_input_vat",
    "revenue_and_taxes.vat_payable",
    "project_cash_flow.taxes_and_surcharges",
    "project_cash_flow.sustaining_investment",
    "project_cash_flow.decommissioning_cost",
    "project_cash_flow.adjusted_income_tax",
)
_ELEMENTS = {
    "materials": "materials_cost",
    "fuel_and_power": "fuel_and_power_cost",
    "staff": "staff_cost",
    "repairs": "repair_cost",
    "other": "other_cost",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the cash flow in two runs, positive to the project.

    `…_total_yuan` is the sum over the years; `moved_yuan` what the line moved the present value by, at the first run's
    rate. The last line is what another rate, or another first year of discounting, does to the second run's flows.
    """

    key: str
    label: Label
    before_total_yuan: float
    after_total_yuan: float
    moved_yuan: float


def lines_of(before: Evidence, after: Evidence, project: str) -> tuple[Line, ...]:
    """Return every line that is there in either run; what they moved adds up to the difference of the two values."""
    old, new = (dict(cash_lines(evidence, project)) for evidence in (before, after))
    rate, first = hurdles_of(before, project)["project_after_tax"], first_t(before, project)
    found = []
    for key in dict.fromkeys([*old, *new]):
        flows = [values[1] if (values := lines.get(key)) else np.zeros(1) for lines in (old, new)]
        if any(flow.any() for flow in flows):
            was, now = (npv(flow, rate, first) for flow in flows)
            found.append(
                Line(
                    key=key,
                    label=(old.get(key) or new[key])[0],
                    before_total_yuan=float(flows[0].sum()),
                    after_total_yuan=float(flows[1].sum()),
                    moved_yuan=now - was,
                )
            )
    return (*found, _discounting(before, after, project))


def value_of(evidence: Evidence, project: str) -> float:
    """Return the present value after tax of a run, from its flows."""
    rate, first = hurdles_of(evidence, project)["project_after_tax"], first_t(evidence, project)
    return npv(evidence.rows(project)[NET], rate, first)


def cash_lines(evidence: Evidence, project: str) -> Iterator[tuple[str, tuple[Label, FloatArray]]]:
    """Yield the lines whose sum is the net cash flow after tax: key, words, money by period (in is positive)."""
    rows = evidence.rows(project)
    for key, values in rows.items():
        row = key.partition(".")[2]
        if is_stream_row(key):
            stream = row.removeprefix("revenue_")
            yield f"revenue.{stream}", (stream_label(stream), values)
    yield from _operating_cost(evidence, project, rows)
    for key in _COMES_IN:
        yield key, (row_label(key.partition(".")[2]), rows[key])
    for key in _GOES_OUT:
        yield key, (row_label(key.partition(".")[2]), -rows[key])


def _operating_cost(
    evidence: Evidence, project: str, rows: dict[str, FloatArray]
) -> Iterator[tuple[str, tuple[Label, FloatArray]]]:
    """Yield what is metered stream by stream, and the yearly costs by element; without VAT."""
    left = {element: -rows[f"total_cost.{row}"] for element, row in _ELEMENTS.items()}
    metered: dict[str, FloatArray] = {}
    for name in evidence.projects if project == TOGETHER else (project,):
        for stream in streams_of(evidence, name):
            if stream.side == "cost":
                yuan = in_periods(evidence, name, stream) / (1.0 + stream.vat_frac)
                metered[stream.key] = metered.get(stream.key, np.zeros(len(yuan))) + yuan
                left[stream.category] = left[stream.category] - yuan
    for key, yuan in metered.items():
        yield f"cost.{key}", (stream_label(key), yuan)
    for element, yuan in left.items():
        # Rounding left of amounts that cancel is no cost.
        rest = np.where(np.abs(yuan) > 1e-6, yuan, 0.0) if element in ("fuel_and_power", "repairs") else yuan
        yield f"cost.yearly.{element}", (_yearly(element), rest)


def _yearly(element: str) -> Label:
    label = row_label(_ELEMENTS[element])
    return Label(zh=f"{label.zh}（年度）", en=f"{label.en}, yearly")


def _discounting(before: Evidence, after: Evidence, project: str) -> Line:
    flows = after.rows(project)[NET]
    rate, first = hurdles_of(before, project)["project_after_tax"], first_t(before, project)
    return Line(
        key=DISCOUNTING,
        label=Label(zh="折现率与折现起点", en="Rate and first year of discounting"),
        before_total_yuan=0.0,
        after_total_yuan=0.0,
        moved_yuan=value_of(after, project) - npv(flows, rate, first),
    )
