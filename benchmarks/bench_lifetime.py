"""Twenty years of quarter-hours, each dispatched, settled, audited and aged, as a multiple of one textbook year."""

from pathlib import Path
from statistics import median
from typing import Any

import pytest

from benchmarks.bench_dispatch import PURCHASE, SALE, STATION, STEP_H, seconds
from benchmarks.textbook import textbook
from storage_model.dispatch.highs import SolverOptions
from storage_model.dispatch.optimise import Dispatcher
from storage_model.lifetime.kept import live_kept
from storage_model.lifetime.live import live
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
    live(plan, Dispatcher().optimise)  # imports and canary are not what is measured
    yardstick_s = median(seconds(lambda: textbook(STATION, SALE, PURCHASE, STEP_H)) for _ in range(3))
    life_s = median(seconds(lambda: live(plan, Dispatcher().optimise)) for _ in range(2))
    live_kept(plan, SolverOptions(), tmp_path)
    again_s = seconds(lambda: live_kept(plan, SolverOptions(), tmp_path))
    ratios = {"life / textbook year": life_s / yardstick_s, "kept life / textbook year": again_s / yardstick_s}
    benchmark.extra_info.update(ratios)
    benchmark.pedantic(lambda: live_kept(plan, SolverOptions(), tmp_path), rounds=1)
