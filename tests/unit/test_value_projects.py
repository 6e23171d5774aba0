"""What ties the statements to the settlement, year by year."""

from dataclasses import replace

import numpy as np
import pytest

from storage_model.cases.accounts import accounts_by_project
from storage_model.cases.value import untied
from tests.report_answers import small_answer


def test_money_in_another_year_does_not_tie() -> None:
    """A thousandth of the investment earned a year late: the sums agree, the residual is a thousandth."""
    answer = small_answer()
    lifetime, assets = answer.life.lifetime, tuple(answer.scenario.assets)
    accounts = accounts_by_project(answer.scenario, lifetime)["together"]
    assert untied(lifetime, accounts, assets) == pytest.approx(0.0, abs=1e-12)
    late = np.zeros(len(lifetime.calendar_years))
    late[:2] = np.array([-1e-3, 1e-3]) * float(accounts.investment.total.sum())
    number = next(at for at, one in enumerate(lifetime.streams) if one.asset in assets and one.side == "revenue")
    moved = list(lifetime.streams)
    moved[number] = replace(moved[number], yuan=moved[number].yuan + late)
    assert untied(replace(lifetime, streams=tuple(moved)), accounts, assets) == pytest.approx(1e-3)
