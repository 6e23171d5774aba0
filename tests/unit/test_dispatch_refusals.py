"""What cannot be solved is said, never answered."""

import numpy as np
import pytest

from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.compile.symbolic import symbolic
from storage_model.dispatch.model import build_model
from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.markets.demand_charge import DemandCharge
from storage_model.problems import InfeasibleError, SolverStoppedError
from tests.sites import battery, battery_site, gas_plant, gas_series, horizon, site, spot


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize("sick", [np.nan, np.inf])
@pytest.mark.parametrize("side", ["sale", "purchase"])
def test_sick_price_is_refused_before_solving(side: str, sick: float) -> None:
    """HiGHS calls a model with a NaN price optimal; the gate names what is sick instead."""
    prices = {"sale": [1.0, 2.0, 3.0], "purchase": [1.0, 2.0, 3.0]}
    prices[side] = [1.0, sick, 3.0]
    with pytest.raises(SolverStoppedError, match="not finite"):
        optimise(site({"battery": battery()}, [spot(prices["sale"], prices["purchase"])], horizon(3)))


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_refusal_names_the_sick_component() -> None:
    """A NaN selling price sits in the cost of discharging, and the message says so."""
    with pytest.raises(SolverStoppedError, match="discharge_mw"):
        optimise(site({"battery": battery()}, [spot([1.0, np.nan, 3.0], [1.0, 2.0, 3.0])], horizon(3)))


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_sick_gas_flow_is_refused_by_name() -> None:
    """A NaN flow is a NaN bound on the plant's power."""
    given = site(
        {"gas": gas_plant()}, [spot([9.0, 9.0], participants=["gas"])], horizon(2),
        series={"gas": gas_series([4.0, np.nan], [0.1, 0.1])},
    )  # fmt: skip
    with pytest.raises(SolverStoppedError, match="power_mw"):
        optimise(given)


def test_sick_coefficient_is_found_by_name() -> None:
    """The gate also reads bounds and coefficients, not only the objective."""
    program = compile_model(lambda: build_model(battery_site(battery(), [1.0, 2.0])))
    assert program.not_finite() == []
    program.matrix.data[0] = np.nan
    program.col_high[0] = np.nan
    assert program.not_finite() == ["assets[battery].charge_mw", "assets[battery].energy_balance"]


def test_supply_that_cannot_be_drawn() -> None:
    """1 MW of station supply behind a connection of 0.5 MW, both hours: no schedule exists."""
    given = site({"battery": battery(auxiliary_mw=1.0)}, [spot([1, 2])], horizon(2), import_limit_mw=0.5)
    with pytest.raises(InfeasibleError):
        optimise(given)


def test_empty_window() -> None:
    """A store whose floor lies above its ceiling."""
    with pytest.raises(InfeasibleError):
        optimise(battery_site(battery(soc_min_frac=0.9, soc_max_frac=0.1), [1, 2]))


def test_income_without_limit() -> None:
    """A demand charge of the wrong sign pays for a peak nobody bounds."""
    paid = DemandCharge(key="paid", participant="battery", yuan_per_kw_month=-1.0, share_frac=1.0, vat_frac=0.13)
    with pytest.raises(InfeasibleError):
        optimise(site({"battery": battery()}, [spot([1, 2]), paid], horizon(2)))


def test_out_of_time_is_no_answer() -> None:
    """A limit of zero seconds ends without an optimum, and that is an error, not a result."""
    prices = np.random.default_rng(0).uniform(0, 500, 2000)
    with pytest.raises(SolverStoppedError):
        optimise(battery_site(battery(), prices), SolverOptions(time_limit_s=0.0))


def test_unknown_seed_is_refused() -> None:
    """HiGHS takes no negative seed; the option is not dropped in silence."""
    with pytest.raises(SolverStoppedError, match="random_seed"):
        optimise(battery_site(battery(), [1, 2]), SolverOptions(seed=-1))


def test_symbolic_mode_leaves_pyomo_as_it_was() -> None:
    """After an error inside, an ordinary Pyomo model fills its variables again."""
    import pyomo.environ as pyo

    with pytest.raises(RuntimeError), symbolic():
        raise RuntimeError
    model = pyo.ConcreteModel()
    model.x = pyo.Var([0, 1], bounds=(0, 1))
    assert len(model.x) == 2


@pytest.mark.parametrize("name", ["station", "七元", "a-b", "1", "2026"])
def test_any_permitted_name_of_an_asset(name: str) -> None:
    """A name made of digits is a name too: 10 MWh bought at 1, sold at 3."""
    dispatch = optimise(site({name: battery()}, [spot([1, 3], participants=[name])], horizon(2)))
    assert dispatch.objective_yuan == pytest.approx(20)
    assert set(dispatch.schedules[name]) == {"charge_mw", "discharge_mw", "stored_mwh"}
