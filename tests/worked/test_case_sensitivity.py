"""One factor of a case moved: the same answer as its input files changed, and the map's contour is the hurdle."""

from dataclasses import replace

import numpy as np
import pytest

from storage_model.cases.accounts import accounts_by_project
from storage_model.cases.answer import TOGETHER
from storage_model.cases.return_map import ReturnMap, return_maps
from storage_model.cases.value import value_projects
from storage_model.finance.indicators import rates
from storage_model.finance.levers import scale_investment, scale_revenue
from storage_model.finance.measures import Yearly
from storage_model.scenario.load import load_scenario
from tests.report_answers import project_folder, small_answer

RATE = "irr_project_after_tax_frac"
SHARE = "share_of_investment_frac_per_year"


def test_investment_up_a_tenth_is_the_input_file_with_every_amount_up_a_tenth() -> None:
    """Through the input file and through the lever: one return, once no cost is a share of the investment.

    Such costs (repairs, insurance) are held by the lever and move with the file; with them the two differ by 0.05 %.
    """
    answer = small_answer()
    held = {fact.key: 0.0 for fact in answer.scenario.facts.values() if SHARE in fact.key}
    amounts = {
        fact.key: 1.1 * float(fact.value)
        for fact in answer.scenario.facts.values()
        if ".investment." in fact.key and fact.key.endswith(".amount_yuan")
    }
    assert len(held) >= 3
    assert len(amounts) >= 5
    case = project_folder() / "inputs" / "cases" / "careful.yaml"
    plain = load_scenario(case, held)
    lean = replace(answer, scenario=plain, projects=value_projects(plain, answer.lifetime))
    dearer = value_projects(load_scenario(case, {**held, **amounts}), answer.lifetime)
    found = lean.projects[TOGETHER].finance.sensitivity_analysis.blocks[0].factors[0]
    assert found.factor == "investment"
    expected = dearer[TOGETHER].finance.indicators[RATE].value
    assert found.at[found.changes_frac.index(0.1)].value == pytest.approx(expected, abs=1e-9)


def test_the_map_holds_the_case_itself() -> None:
    """Seven by seven: the fourth investment is 1, the third sales factor is 1; there stands the answer, per project."""
    answer = small_answer()
    for name, found in return_maps(answer, points=7).items():
        assert (found.investment[3], found.sales[2]) == (1.0, 1.0)
        assert found.return_frac[3, 2] == pytest.approx(answer.projects[name].finance.indicators[RATE].value, abs=1e-9)
        assert found.return_frac[0, 2] > found.return_frac[3, 2]


def test_the_contour_is_where_the_return_is_the_hurdle() -> None:
    """At half the investment: revenue moved to the contour gives 6 % to a hundredth of a percent."""
    answer = small_answer()
    found = return_maps(answer, points=61)[TOGETHER]
    needed = found.sales_needed()
    place = int(np.flatnonzero(np.isfinite(needed))[0])
    moved = accounts_by_project(
        answer.scenario,
        answer.lifetime,
        lambda one: scale_revenue(scale_investment(one, float(found.investment[place])), float(needed[place])),
    )
    reached = rates.irr(Yearly.of(moved[TOGETHER]).after_tax).one().value
    assert reached == pytest.approx(answer.projects[TOGETHER].hurdle_frac, abs=1e-4)


def test_sales_needed_by_hand() -> None:
    """-1 and 1 at 0.5 and 1.0 cross at 0.75; a row that never or always pays has no crossing in the range."""
    worth = np.array([[-1.0, 1.0, 3.0], [-3.0, -2.0, -1.0], [1.0, 2.0, 3.0]])
    by_hand = ReturnMap(
        investment=np.array([1.0, 2.0, 3.0]), sales=np.array([0.5, 1.0, 1.5]), return_frac=worth, worth_yuan=worth
    )
    assert by_hand.sales_needed() == pytest.approx([0.75, np.nan, np.nan], nan_ok=True)
