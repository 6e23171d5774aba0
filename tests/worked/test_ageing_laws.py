"""Ageing by hand: rainflow's standard example, each law over a few years, the range in which it holds."""

import numpy as np
import pytest
import rainflow

from storage_model.assets.ageing.cycle_table import CycleTable
from storage_model.assets.ageing.cycles import Cycles, count_cycles
from storage_model.assets.ageing.guarantee import GuaranteeCurve
from storage_model.assets.ageing.lfp import LfpLaw
from storage_model.assets.ageing.linear import LinearFade
from storage_model.assets.ageing.wear import NEW, AgeingLaw, Use, Wear


def cycles(*found: tuple[float, float]) -> Cycles:
    """Return cycles of (depth, count)."""
    depth, count = np.array(found, dtype=float).reshape(-1, 2).T
    return Cycles(depth_frac=depth, count=count)


def use(years: float = 1.0, found: Cycles | None = None, **changed: float) -> Use:
    """Return a year at 25 °C, half full, one cycle an hour, unless numbers say otherwise."""
    numbers = {"mean_soc_frac": 0.5, "c_rate_per_h": 1.0, "temperature_c": 25.0, **changed}
    return Use(years=years, cycles=cycles() if found is None else found, **numbers)


def test_rainflow_counts_the_standard_example() -> None:
    """ASTM E1049-85 5.4.4: ranges 3, 4, 6, 8, 9 count 0.5, 1.5, 0.5, 1, 0.5."""
    path = np.array([-2, 1, -3, 5, -1, 3, -4, 4, -2], dtype=float)
    found = count_cycles(path)
    by_range = {depth: found.count[found.depth_frac == depth].sum() for depth in np.unique(found.depth_frac)}
    assert by_range == {3.0: 0.5, 4.0: 1.5, 6.0: 0.5, 8.0: 1.0, 9.0: 0.5}


def test_a_day_of_two_cycles() -> None:
    """Empty–full–empty–half–empty: one cycle of depth 1, one of 0.5; 1.5 full equivalents."""
    assert count_cycles(np.array([0.0, 1.0, 0.0, 0.5, 0.0])).full_equivalents == pytest.approx(1.5)


@pytest.mark.parametrize(
    "path", [[0.0, 0.3, 0.8], [0.0, 0.0, 0.5], [0.5, 0.5, 0.2, 0.2], [0.1, 0.9, 0.9, 0.4, 0.6, 0.6, 0.6]]
)
def test_what_lies_between_turns_does_not_count(path: list[float]) -> None:
    """The same cycles, to the last bit, as from every point; a rise alone is half a cycle."""
    every = [(depth, count) for depth, _, count, _, _ in rainflow.extract_cycles(path)]
    found = count_cycles(np.array(path))
    assert list(zip(found.depth_frac, found.count, strict=True)) == every


def test_a_year_counts_as_from_every_point() -> None:
    """A thousand random steps, some of rest: depth and count as rainflow finds them in all points."""
    steps = np.random.default_rng(5).choice([-0.1, 0.0, 0.1, 0.02], 1000)
    path = np.cumsum(steps)
    every = [(one[0], one[2]) for one in rainflow.extract_cycles(path) if one[0] > 0]
    found = count_cycles(path)
    assert list(zip(found.depth_frac, found.count, strict=True)) == every


def test_rest_is_no_cycle() -> None:
    """A store that never moves has no cycle at all."""
    assert count_cycles(np.full(10, 0.5)).full_equivalents == 0.0


@pytest.mark.parametrize("sick", [np.nan, np.inf])
def test_a_path_that_is_not_finite_is_refused(sick: float) -> None:
    """Read as zero wear it would make a station immortal; the point is named."""
    with pytest.raises(ValueError, match="point 1"):
        count_cycles(np.array([0.0, sick, 1.0, 0.0]))


def test_linear_fade_by_year_and_by_half_year() -> None:
    """5 % in the first year, 2 % later: 0.975 after half a year, 0.95 after one, 0.94 after one and a half."""
    law = LinearFade(kind="linear", first_year_fade_frac=0.05, later_fade_frac_per_year=0.02)
    wear, health = NEW, []
    for _ in range(3):
        wear = law.after(wear, use(0.5))
        health.append(wear.soh_frac)
    assert health == pytest.approx([0.975, 0.95, 0.94])


@pytest.mark.parametrize(("law", "left"), [
    (LinearFade(kind="linear", first_year_fade_frac=0.05, later_fade_frac_per_year=0.02), 0.78),
    (GuaranteeCurve(kind="guarantee", soh_at_year_end_frac=[0.96, 0.93, 0.91]), 0.78),
])  # fmt: skip
def test_cells_taken_over_keep_their_own_health(law: AgeingLaw, left: float) -> None:
    """Two years old at 0.8 left: the third year takes the 0.02 of the law, wherever new cells would stand by then."""
    assert law.after(Wear(age_years=2.0, calendar_frac=0.2), use(1.0)).soh_frac == pytest.approx(left)


def test_fade_stops_at_nothing_left() -> None:
    """Thirty years of 4 % leave 0, not −0.2: a negative store would earn by being charged."""
    law = LinearFade(kind="linear", first_year_fade_frac=0.04, later_fade_frac_per_year=0.04)
    assert law.after(NEW, use(30.0)).soh_frac == 0.0


def test_guarantee_curve_and_the_years_after_it() -> None:
    """0.96 and 0.93 guaranteed: 0.945 in the middle of year 2; year 3 falls on by 0.03 and is told."""
    law = GuaranteeCurve(kind="guarantee", soh_at_year_end_frac=[0.96, 0.93])
    assert law.after(NEW, use(1.5)).soh_frac == pytest.approx(0.945)
    assert law.beyond(NEW, use(1.5)) == ()
    old = law.after(NEW, use(2.0))
    assert law.after(old, use(1.0)).soh_frac == pytest.approx(0.90)
    assert law.beyond(old, use(1.0)) == ("age 3 years, guaranteed for 2",)


def test_cycle_table_spends_lives() -> None:
    """330 cycles of depth 1 of 6 600, 50 of depth 0.5 of 20 000, end of life at 0.8: (0.05 + 0.0025) × 0.2 + 1 %."""
    law = CycleTable.model_validate(
        {
            "kind": "cycle_table",
            "life": [{"depth_frac": 1.0, "cycles": 6600.0}, {"depth_frac": 0.5, "cycles": 20000.0}],
            "end_of_life_soh_frac": 0.8,
            "calendar_fade_frac_per_year": 0.01,
        }
    )
    worn = law.after(NEW, use(found=cycles((1.0, 330.0), (0.5, 50.0))))
    assert worn.cycle_frac == pytest.approx(0.0105)
    assert worn.soh_frac == pytest.approx(1 - 0.0105 - 0.01)
    assert law.after(worn, use(found=cycles((1.0, 330.0), (0.5, 50.0)))).cycle_frac == pytest.approx(0.021)
    between = law.after(NEW, use(found=cycles((np.sqrt(0.5), 1.0)))).cycle_frac
    assert between == pytest.approx(0.2 / np.sqrt(6600.0 * 20000.0))


def test_lfp_law_of_one_year() -> None:
    """At 25 °C and half charge: 1.2571e-5 × 0.60225 × √31 536 000 = 0.042515; 365 full cycles at 1C:
    0.1601 × (4.0253 × 0.4³ + 1.0923) × √365 = 4.128 %.
    """
    worn = LfpLaw(kind="lfp_naumann", scale=1.0).after(NEW, use(found=cycles((1.0, 365.0))))
    assert worn.calendar_frac == pytest.approx(0.042515, abs=1e-6)
    assert worn.cycle_frac == pytest.approx(0.041290, abs=1e-6)


def test_lfp_law_of_a_warm_year() -> None:
    """At 45 °C: e^(17126 ÷ 8.31446 × (1/298.15 − 1/318.15)) = 1.54387 times the 4.2515 % at 25 °C, 6.5639 %."""
    warm = LfpLaw(kind="lfp_naumann", scale=1.0).after(NEW, use(temperature_c=45.0))
    assert warm.calendar_frac == pytest.approx(0.065639, abs=1e-6)


def test_lfp_law_goes_on_from_the_loss_so_far() -> None:
    """Two years in two stretches lose what four quarters of the root law say: √2 of the first year, not twice it."""
    law, year = LfpLaw(kind="lfp_naumann", scale=1.0), use(found=cycles((0.9, 300.0)))
    one = law.after(NEW, year)
    two = law.after(one, year)
    assert two.calendar_frac == pytest.approx(np.sqrt(2) * one.calendar_frac)
    assert two.cycle_frac == pytest.approx(np.sqrt(2) * one.cycle_frac)
    assert law.after(Wear(cycle_frac=0.1), use(found=cycles())).cycle_frac == 0.1


def test_lfp_law_says_where_it_was_not_tested() -> None:
    """Half a cycle an hour at 20 °C: the rate was tested, the temperature was not."""
    law = LfpLaw(kind="lfp_naumann", scale=1.0)
    assert law.beyond(NEW, use(c_rate_per_h=0.5, temperature_c=20.0)) == ("temperature 20 °C, tested 25 to 60",)
