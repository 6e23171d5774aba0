"""Laws of every instrument: at zero or outside its years it is not there, bit for bit; files come in any order."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storage_model.cases.answer import CaseAnswer
from storage_model.cases.run_case import answer_scenario
from storage_model.policies.catalogue import POLICIES
from storage_model.scenario.policy_terms import project_terms
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import make_site
from tests.policies import policy, short_case, under

SPAN = {"first_year": 2027, "last_year": 2041}
LATER = {"first_year": 2090, "last_year": 2095}
COEFFICIENTS = {
    "required_hours": 6.0, "supply_coefficient_frac": 1.0, "reliability_frac": 1.0, "auxiliary_frac": 0.0,
}  # fmt: skip
GAS = {"assets": ["gas_plant"]}
FEES = {
    "line_loss_fee_yuan_per_mwh": 0.0, "system_operation_fee_yuan_per_mwh": [0.0] * 12, "loss_tariff_yuan_per_mwh": 0.0,
    "loss_funds_yuan_per_mwh": 0.0, "demand_charge_yuan_per_kw_month": 0.0, "demand_charge_share_frac": 0.0,
}  # fmt: skip
CONDUCT = {
    "disobeyed_per_year": 1.0, "disobeyed_hours": 2.0, "unexecuted_per_year": 0.0, "unexecuted_hours": 0.0,
    "deviation_mwh_per_month": 0.0, "deviation_most_hours": 0.0, "assessed_power_frac": 0.8,
}  # fmt: skip

Numbers = Mapping[str, Any]

# Each instrument at work, and what makes it nothing: a rate of zero, years that never come.
AT_WORK: dict[str, Numbers] = {
    "accelerated_depreciation": {"categories": ["equipment"], "life_share_frac": 0.6},
    "capacity_lease": {
        "rent_yuan_per_kw_year": 150.0,
        "leased_frac": 0.5,
        "required_hours": 2.0,
        "vat_frac": 0.06,
        **SPAN,
    },
    "capacity_price": {"rate_yuan_per_kw_year": 165.0, **COEFFICIENTS, "vat_frac": 0.13, **SPAN},
    "capex_grant": {"yuan_per_kwh": 100.0, "treatment": "reduces_base"},
    "carbon_credit": {"yuan_per_t": 80.0, "certified_frac": 1.0, "vat_frac": 0.06, **SPAN, **GAS},
    "charging_fee_exemption": {"system_operation_fee_frac": 1.0, **SPAN},
    "charging_fees": {**FEES, "line_loss_fee_yuan_per_mwh": 13.1, "vat_frac": 0.13},
    "clawback": {"above_irr_frac": 0.0, "share_frac": 0.5, **GAS},
    "conduct_penalties": {**CONDUCT, "assessed_yuan_per_mwh": 332.0, "vat_frac": 0.0, **SPAN},
    # Less than burning energy would cost: with more, every step of fifteen years is searched.
    "discharge_subsidy": {"yuan_per_mwh": 40.0, "duration_years": 10, "vat_frac": 0.13},
    "drainage_subsidy": {"yuan_per_m3": 0.1, "vat_frac": 0.0, **SPAN, **GAS},
    "feed_in_tariff": {"yuan_per_mwh": 509.0, "vat_frac": 0.13, **GAS},
    "guaranteed_cycles": {"cycles_per_year": 300.0, "margin_floor_yuan_per_mwh": 200.0, "vat_frac": 0.13, **SPAN},
    "income_tax_relief": {"exempt_years": 3, "half_years": 3},
    "interest_subsidy": {"points_frac": 0.015, "duration_years": 3, "counted_from": "drawing"},
    "policy_loan": {"rate_frac": 0.02},
    "production_premium": {"yuan_per_mwh": 250.0, "vat_frac": 0.0, **SPAN, **GAS},
    "regulation_rules": {"market": "day_ahead", "values": {"vat_frac": 0.06}, **SPAN},
    "vat_refund": {"credit": "refunded_at_start"},
}
AT_NOTHING: dict[str, tuple[Numbers, ...]] = {
    "accelerated_depreciation": ({"life_share_frac": 1.0},),
    "capacity_lease": ({"rent_yuan_per_kw_year": 0.0}, {"leased_frac": 0.0}, LATER),
    "capacity_price": ({"rate_yuan_per_kw_year": 0.0}, LATER, {"listed": False}),
    "capex_grant": ({"yuan_per_kwh": 0.0},),
    "carbon_credit": ({"yuan_per_t": 0.0}, LATER),
    "charging_fee_exemption": ({"system_operation_fee_frac": 0.0}, LATER),
    "charging_fees": ({"line_loss_fee_yuan_per_mwh": 0.0},),
    "clawback": ({"share_frac": 0.0},),
    "conduct_penalties": ({"assessed_yuan_per_mwh": 0.0}, LATER),
    "discharge_subsidy": ({"yuan_per_mwh": 0.0}, {"first_vintage": 2030}),
    "drainage_subsidy": ({"yuan_per_m3": 0.0}, LATER),
    "feed_in_tariff": ({"yuan_per_mwh": 0.0},),
    "guaranteed_cycles": ({"margin_floor_yuan_per_mwh": 0.0}, {"cycles_per_year": 0.0}, LATER),
    "income_tax_relief": ({"exempt_years": 0, "half_years": 0},),
    "interest_subsidy": ({"points_frac": 0.0},),
    "policy_loan": ({"rate_frac": None},),
    "production_premium": ({"yuan_per_mwh": 0.0}, LATER),
    "regulation_rules": (LATER,),
    "vat_refund": ({"credit": None},),
}
NOTHINGS = [(kind, nothing) for kind, found in AT_NOTHING.items() for nothing in found]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The base case over two days, dear enough to earn something in them, without any policy."""
    scenario = short_case(make_site(tmp_path_factory.mktemp("site")))
    return replace(scenario, policies={})


_BARE: dict[str, CaseAnswer] = {}


def answered(scenario: Scenario) -> CaseAnswer:
    """Return the answer of a scenario; that of the one without policies is kept."""
    if scenario.policies:
        return answer_scenario(scenario)
    if scenario.name not in _BARE:
        _BARE[scenario.name] = answer_scenario(scenario)
    return _BARE[scenario.name]


def told(answer: CaseAnswer) -> dict[str, Any]:
    """Return everything an answer says, so that two can be compared bit for bit."""
    rows = {
        f"{name}.{statement.key}.{number}.{row.key}": row.values.tobytes()
        for name, project in answer.projects.items()
        for statement in project.finance.statements
        for number, row in enumerate(statement.rows)
    }
    indicators = {
        f"{name}.{key}": one for name, p in answer.projects.items() for key, one in p.finance.indicators.items()
    }
    streams = {f"{stream.key}.{stream.asset}": stream.yuan.tobytes() for stream in answer.lifetime.streams}
    return {**rows, **indicators, **streams, "objective": answer.dispatch.objective_yuan}


def applied(kind: str, **changed: Any) -> Any:
    """Return an instrument at work, or changed to nothing."""
    return policy(kind, **{"assets": ["station"], **AT_WORK[kind], **changed})


def test_every_instrument_is_here() -> None:
    """A new kind has to say how it works and how it is nothing."""
    assert set(AT_WORK) == set(AT_NOTHING) == set(POLICIES)


@pytest.mark.parametrize("kind", POLICIES)
def test_what_moves_finance_says_so(bare: Scenario, kind: str) -> None:
    """A kind that grants terms of finance names the fields behind them, or `explain` would end at what it overrules."""
    case = under(bare, it=applied(kind))
    grants = any(role == "it" for name in case.projects for role, _ in project_terms(case, name))
    assert bool(POLICIES[kind].moves) == grants
    assert {field for fields in POLICIES[kind].moves.values() for field in fields} <= POLICIES[kind].model_fields.keys()


@pytest.mark.parametrize(("kind", "nothing"), NOTHINGS, ids=[f"{kind}-{next(iter(n))}" for kind, n in NOTHINGS])
def test_nothing_is_the_base_bit_for_bit(bare: Scenario, kind: str, nothing: Numbers) -> None:
    """A rate of zero, or years after the operation: every statement, stream and indicator as without the file."""
    assert told(answered(under(bare, it=applied(kind, **nothing)))) == told(answered(bare))


# Two days earn too little to show these: engines earn no credits, no profit no tax, and nothing is above a return.
SILENT = {"carbon_credit", "clawback", "income_tax_relief"}


@pytest.mark.parametrize("kind", sorted(set(POLICIES) - SILENT))
def test_every_instrument_does_something(bare: Scenario, kind: str) -> None:
    """The same instrument at work changes the answer, so that the law above is not empty."""
    fees = {"fees": applied("charging_fees")} if kind == "charging_fee_exemption" else {}
    changed = {"line_loss_fee_frac": 1.0} if fees else {}
    assert told(answered(under(bare, **fees, it=applied(kind, **changed)))) != told(answered(under(bare, **fees)))


def test_files_may_come_in_any_order(bare: Scenario) -> None:
    """All instruments that go together, forwards and backwards: the same answer bit for bit."""
    together = {kind: applied(kind) for kind in sorted(POLICIES) if kind != "feed_in_tariff"}
    forwards, backwards = (replace(bare, policies=dict(found)) for found in (together, reversed(together.items())))
    assert told(answer_scenario(forwards)) == told(answer_scenario(backwards))


def test_outside_its_years_a_term_pays_nothing_in_them(bare: Scenario) -> None:
    """A subsidy of three years leaves the money of the fourth as it was, while its first three bring something."""
    years = {"first_year": 2028, "last_year": 2030}
    given = under(bare, it=applied("production_premium", assets=["station"], **years))
    (stream,) = (s for s in answered(given).lifetime.streams if s.key == "production_premium")
    assert np.flatnonzero(stream.yuan).tolist() == [1, 2, 3]
    assert len(stream.yuan) == 15
