"""Twenty years of quarter-hours, each dispatched, settled, audited and aged, as a multiple of one textbook year."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.measure import medians, seconds, tell
from benchmarks.sites import PURCHASE, SALE, STATION, STEP_H
from benchmarks.textbook import textbook
from storage_model.dispatch.optimise import Dispatcher
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.kept import live_kept
from storage_model.lifetime.live import live, optimised
from storage_model.lifetime.plan import LifePlan, Span
from storage_model.scenario.site import Site
from tests.sites import battery, horizon, site, spot

YEARS = 20
FADING = {"kind": "linear", "first_year_fade_frac": 0.05, "later_fade_frac_per_year": 0.02}


def twenty_years() -> LifePlan:
    """Return twenty years of the station; the spread narrows by 3 % a year, cells come after year 8."""
    cells = {
        "after_operating_years": [8], "energy_mwh": 60.0, "price_yuan_per_kwh": 500.0, "price_year": 2027,
        "price_change_frac_per_year": -0.03, "vat_frac": 0.13, "life_years": 12, "residual_frac": 0.05,
    }  # fmt: skip
    station = battery(
        **{**STATION.model_dump(exclude_defaults=True), "ageing": FADING, "augmentation": {"more": cells}}
    )

    def site_of(year: int, assets: Any) -> Site:
        kept = 0.97 ** (year - 2027)
        sale = SALE.mean() + (SALE - SALE.mean()) * kept
        return site(dict(assets), [spot(sale, sale + (PURCHASE - SALE))], horizon(len(SALE), STEP_H))

    years = tuple(range(2027, 2027 + YEARS))
    return LifePlan(
        calendar_years=years,
        assets={"battery": station},
        spans={"battery": Span(first_year=years[0], last_year=years[-1])},
        site_of=site_of,
    )


@pytest.mark.benchmark(group="life")
def test_twenty_years(benchmark: Any, tmp_path: Path) -> None:
    """Asked: at most 5 textbook years; lived again from what was kept: two seconds here, told as a share."""
    plan = twenty_years()
    life_s, yardstick_s = medians(
        (lambda: live(plan, optimised(Dispatcher().optimise)), lambda: textbook(STATION, SALE, PURCHASE, STEP_H)),
        repetitions=2,
    )
    live_kept(plan, SolverOptions(), tmp_path)
    again_s = seconds(lambda: live_kept(plan, SolverOptions(), tmp_path))
    benchmark.extra_info |= {"ratio": life_s / yardstick_s, "kept": again_s / yardstick_s, "kept_s": again_s}
    benchmark.pedantic(lambda: None, rounds=1)
    tell(f"{YEARS} years: {life_s / yardstick_s:.2f} of one textbook year ({life_s:.1f} s to {yardstick_s:.2f} s);"
         f" the same life kept: {again_s:.2f} s")  # fmt: skip
