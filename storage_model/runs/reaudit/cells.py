"""Laws of cells year by year: how many there are, how they wear, what is bought, and how often they are cycled."""

from collections.abc import Iterator

import numpy as np

from storage_model.runs.reaudit.ageing import KNOWN
from storage_model.runs.reaudit.cell_years import CellYear, cell_years
from storage_model.runs.reaudit.evidence import Evidence, Law, items
from storage_model.runs.reaudit.passed import cycle_laws, passed_in
from storage_model.runs.reaudit.scope import left_out
from storage_model.words.label import Label

SHARE = 1e-9
_FIGURES = ("cells_mwh", "usable_mwh", "soh_frac", "soh_end_frac", "equivalent_cycles")


def cell_laws(evidence: Evidence, name: str) -> Iterator[Law]:
    """Yield the laws of a station's cells in every year; a law of ageing unknown here wears them as the run says."""
    station, annual = evidence.assets[name], evidence.annual
    years = list(cell_years(evidence, name))
    rated_mwh = station["energy_mwh"]

    def worst(key: str, apart: Iterator[tuple[float, CellYear]]) -> Law:
        far, year = max(apart, key=lambda one: one[0], default=(0.0, None))
        detail = "" if year is None else str(annual["calendar_year"][year.row])
        return Law(name=f"{name}.{key}", deviation=far, tolerance=SHARE, detail=detail)

    def said(key: str, year: CellYear) -> float:
        return float(annual[f"{name}_{key}"][year.row])

    yield worst("cells_installed", ((abs(said("cells_mwh", y) - y.cells_mwh) / rated_mwh, y) for y in years))
    usable = ((min(said("soh_frac", y) * said("cells_mwh", y), rated_mwh), y) for y in years)
    yield worst("usable_is_what_is_healthy", ((abs(said("usable_mwh", y) - mwh) / rated_mwh, y) for mwh, y in usable))
    middles = ((mid / y.cells_mwh, y) for y in years if (mid := y.mid_mwh) is not None)
    yield worst("health_in_mid_year", ((abs(said("soh_frac", y) - soh), y) for soh, y in middles))
    ends = ((abs(said("soh_end_frac", y) - y.end_mwh / y.cells_mwh), y) for y in years)
    yield worst("health_at_the_end", ends)
    yield worst("health_of_each_delivery", ((_deliveries_apart(evidence, name, y), y) for y in years))
    yield worst("wears_as_its_law_has_it", ((_too_little(y), y) for y in years))
    bought = ((abs(said("purchases_yuan", y) - y.cost_yuan) / max(1.0, abs(y.cost_yuan)), y) for y in years)
    yield worst("cells_bought_by_the_rule", bought)
    yield from cycle_laws(evidence, name, years)
    idle = np.ones(len(annual["calendar_year"]), dtype=bool)
    idle[[year.row for year in years]] = False
    standing = max((float(np.abs(annual[f"{name}_{key}"][idle]).max(initial=0.0)) for key in _FIGURES), default=0.0)
    yield Law(name=f"{name}.cells_only_while_it_operates", deviation=standing, tolerance=0.0)


def not_covered(evidence: Evidence) -> Iterator[Label]:
    """Yield what of the cells no law looks at, station by station."""
    for name, asset in evidence.assets.items():
        if asset["kind"] != "battery":
            continue
        years = list(cell_years(evidence, name))
        if any(not one.by_age for year in years for one in year.before):
            yield left_out(
                f"assets.{name}",
                "首年以后由使用造成的老化（这些年的调度不在结果中）",
                "wear by use after the first year (the schedules of those years are not in the folder)",
            )
        if any(year.share == 1.0 and year.cycles is None and passed_in(evidence, name, year) is None for year in years):
            yield left_out(
                f"assets.{name}",
                "首年以后的等效循环次数（各批电芯效率不同，或随使用年限下降）",
                "cycles after the first year (cells pass energy unlike each other, or ever less of it)",
            )


def _deliveries_apart(evidence: Evidence, name: str, year: CellYear) -> float:
    """Return how far the health of any delivery is from what is left of it; nothing stands where there is none."""
    prefix, suffix = f"{name}_cells_", "_soh_end_frac"
    shown = len(year.after) > 1 or bool(items(evidence.assets[name], "cohorts"))
    left = {one.name: one.worn.soh_frac for one in year.after} if shown else {}
    found = {
        column.removeprefix(prefix).removesuffix(suffix): float(values[year.row])
        for column, values in evidence.annual.items()
        if column.startswith(prefix) and column.endswith(suffix)
    }
    if left.keys() - found.keys():
        return float("inf")
    return max((abs(soh - left.get(key, 0.0)) for key, soh in found.items()), default=0.0)


def _too_little(year: CellYear) -> float:
    """Return by how much cells worn by use lose less than the calendar alone takes of them, or gain."""
    apart = [0.0]
    for before, after in zip(year.before, year.after, strict=True):
        if before.by_age or before.law["kind"] not in KNOWN:
            continue
        least = year.share * before.law.get("calendar_fade_frac_per_year", 0.0)
        apart.append(after.worn.soh_frac - max(0.0, before.worn.soh_frac - least))
    return max(apart)
