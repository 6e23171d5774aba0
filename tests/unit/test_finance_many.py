"""One call values many variants as it values each of them."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from storage_model.finance.evaluate import evaluate, evaluate_many
from storage_model.finance.indicators.indicator import STATES
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.measures import Measures
from storage_model.finance.statements.all import statements
from storage_model.finance.terms.financing import Loan
from storage_model.finance.terms.project import Project
from tests.finance_base import base_project

COUNT = 60


def factors() -> tuple[Any, Any]:
    """Return capital cost and revenue factors: projects that pay, fail, and never see a profit."""
    rng = np.random.default_rng(7)
    return rng.uniform(0.6, 1.3, COUNT), rng.uniform(0.2, 1.6, COUNT)


def test_indicators_of_many_are_those_of_each() -> None:
    """Value to 1e-9 and state of every indicator; a variant that leaked into its neighbour would differ by percents."""
    capex, revenue = factors()
    many = evaluate_many(base_project(capex, revenue))
    for number in range(COUNT):
        one = evaluate(base_project(float(capex[number]), float(revenue[number]))).indicators
        assert one.keys() == many.keys()
        for key, array in many.items():
            codes, values = np.broadcast_to(array.codes, COUNT), np.broadcast_to(array.values, COUNT)
            assert STATES[int(codes[number])] == one[key].state, key
            expected = np.nan if one[key].value is None else one[key].value
            assert values[number] == pytest.approx(expected, rel=1e-9, abs=1e-9, nan_ok=True), key


def test_ten_thousand_in_one_call_are_those_of_each() -> None:
    """Five hundred of ten thousand to 1e-9 as alone, and all of them as in hundreds, whatever stands beside them."""
    rng = np.random.default_rng(11)
    capex, revenue = rng.uniform(0.6, 1.3, 10_000), rng.uniform(0.2, 1.6, 10_000)
    many = evaluate_many(base_project(capex, revenue))
    hundreds = np.arange(10_000).reshape(100, 100)
    _require_equal(many, hundreds, [evaluate_many(base_project(capex[of], revenue[of])) for of in hundreds])
    sample = np.arange(0, 10_000, 20)
    alone = [evaluate_many(base_project(float(capex[number]), float(revenue[number]))) for number in sample]
    _require_equal(many, sample, alone)


def _require_equal(many: Measures, which: npt.NDArray[np.int_], found: list[Measures]) -> None:
    """Require of every indicator the value to 1e-9 and the state of what was found of these variants apart."""
    for key, array in many.items():
        codes, values = np.broadcast_to(array.codes, 10_000), np.broadcast_to(array.values, 10_000)
        apart = [(np.broadcast_to(one[key].codes, which[0].shape), one[key].values) for one in found]
        assert np.array_equal(codes[which], np.stack([code for code, _ in apart])), key
        expected = np.stack([np.broadcast_to(value, which[0].shape) for _, value in apart])
        np.testing.assert_allclose(values[which], expected, rtol=1e-9, atol=1e-9, err_msg=key)


def test_statements_of_many_are_those_of_each() -> None:
    """Every row of every statement, over two axes of variants: capital cost down, revenue across."""
    capex, revenue = np.array([0.7, 1.0, 1.3]), np.array([0.5, 1.0])
    many = statements(keep_accounts(base_project(capex[:, None], revenue[None, :])))
    one = statements(keep_accounts(base_project(1.3, 0.5)))
    for grid, single in zip(many, one, strict=True):
        for of_all, of_one in zip(grid.rows, single.rows, strict=True):
            values = np.broadcast_to(of_all.values, (3, 2, 16))[2, 0]
            assert values == pytest.approx(of_one.values, rel=1e-9, abs=1e-3, nan_ok=True), of_all.key


def test_a_variant_may_differ_in_its_loan_alone() -> None:
    """Rates and shares by variant broadcast against money that is the same for all."""
    rates, shares = np.array([0.02, 0.05]), np.array([0.5, 0.8])

    def lent(rate: Any, share: Any) -> Project:
        loan = Loan(share_frac=share, rate_frac=rate, years=12, method="equal_payment")
        return _with(base_project(), loans=(loan,))

    many = evaluate_many(lent(rates[:, None] * np.ones(16), shares))
    for number, (rate, share) in enumerate(zip(rates, shares, strict=True)):
        one = evaluate(lent(float(rate), float(share))).indicators["npv_equity_yuan"].value
        assert many["npv_equity_yuan"].values[number] == pytest.approx(one, rel=1e-9)


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_what_is_no_number_is_refused_by_name(number: float) -> None:
    """One variant of three without a number: an answer for the other two would hide it, a NaN marked ok even more."""
    capex = np.array([1.0, number, 1.1])
    with pytest.raises(ValueError, match=r"^investment\[0\]\.yuan holds a number that is not finite"):
        evaluate_many(base_project(capex))
    loan = Loan(share_frac=0.5, rate_frac=np.array([0.03] * 15 + [number]), years=12, method="equal_payment")
    with pytest.raises(ValueError, match=r"^loans\[0\]\.rate_frac "):
        evaluate_many(_with(base_project(), loans=(loan,)))
    with pytest.raises(ValueError, match=r"^hurdle\.equity_frac "):
        evaluate_many(_with(base_project(), hurdle=replace(base_project().hurdle, equity_frac=number)))


def test_the_terms_are_left_as_they_were() -> None:
    """Evaluating changes no array it was given: the second call answers like the first."""
    terms = base_project(np.array([1.0, 1.1]), np.array([0.9, 1.0]))
    before = [array.copy() for array in _arrays(terms)]
    evaluate_many(terms)
    assert all(np.array_equal(one, other) for one, other in zip(before, _arrays(terms), strict=True))


def _with(terms: Project, **changed: Any) -> Project:
    return Project(**{field.name: changed.get(field.name, getattr(terms, field.name)) for field in fields(Project)})


def _arrays(record: Any) -> list[Any]:
    if isinstance(record, np.ndarray):
        return [record]
    below = record if isinstance(record, tuple) else ()
    if is_dataclass(record):
        below = tuple(getattr(record, field.name) for field in fields(record))
    return [array for part in below for array in _arrays(part)]
