"""Cells year by year: how many there are, how they wear, what is bought, and how often they are cycled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.runs.reaudit.ageing import KNOWN, Use
from storage_model.runs.reaudit.cycled import first_use
from storage_model.runs.reaudit.deliveries import Delivery, delivered_after, delivered_at_first
from storage_model.runs.reaudit.evidence import Evidence, Law, items
from storage_model.runs.reaudit.passed import cycle_laws, passed_in
from storage_model.runs.reaudit.scope import first_year_share, left_out
from storage_model.words.label import Label

SHARE = 1e-9
_FIGURES = ("cells_mwh", "usable_mwh", "soh_frac", "soh_end_frac", "equivalent_cycles")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellYear:
    """One operating year of a station: its row of annual.parquet, the share that counts, cells before and after it."""

    row: int
    share: float
    before: tuple[Delivery, ...]
    after: tuple[Delivery, ...]
    use: Mapping[str, Use]
    cost_yuan: float

    @property
    def cells_mwh(self) -> float:
        """Rated energy of all cells [MWh]."""
        return sum(one.energy_mwh for one in self.before)

    @property
    def mid_mwh(self) -> float | None:
        """Usable energy in the middle of the year; None where the use that it follows from is not known [MWh]."""
        mids = [(one.energy_mwh, one.mid_soh_frac) for one in self.before]
        known = [mwh * soh for mwh, soh in mids if soh is not None]
        return sum(known) if len(known) == len(mids) else None

    @property
    def cycles(self) -> float | None:
        """Cycles of usable energy by the paths of all deliveries; None of a year whose paths no table shows."""
        if len(self.use) < len(self.before):
            return None
        moved_mwh = (self.share * self.use[one.name].full_cycles * one.usable_mwh for one in self.before)
        return sum(moved_mwh) / max(sum(one.usable_mwh for one in self.before), 1e-6)

    @property
    def end_mwh(self) -> float:
        """Usable energy at the end of the year [MWh]."""
        return sum(one.usable_mwh for one in self.after)


def cell_laws(evidence: Evidence, name: str) -> Iterator[Law]:
    """Yield the laws of a station's cells in every year; a law of ageing unknown here wears them as the run says."""
    station, annual = evidence.assets[name], evidence.annual
    years = list(cell_years(evidence, name))
    rated_mwh = station["energy_mwh"]

    def worst(key: str, apart: Iterator[tuple[float, CellYear]], tolerance: float = SHARE) -> Law:
        far, year = max(apart, key=lambda one: one[0], default=(0.0, None))
        detail = "" if year is None else str(annual["calendar_year"][year.row])
        return Law(name=f"{name}.{key}", deviation=far, tolerance=tolerance, detail=detail)

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


def cell_years(evidence: Evidence, name: str) -> Iterator[CellYear]:
    """Yield the years a station operates, one cell after the other as the rules have it."""
    owner = next(terms for terms in evidence.projects.values() if name in terms["assets"].values())
    station, calendar = evidence.assets[name], [int(year) for year in evidence.annual["calendar_year"]]
    cells, last = delivered_at_first(station), owner["operating_years"]
    for number in range(1, last + 1):
        year = owner["first_operating_year"] + number - 1
        if year not in calendar:
            return
        row, share = calendar.index(year), first_year_share(owner) if number == 1 else 1.0
        use = first_use(evidence, name, cells, owner, share) if row == 0 else {}
        said = _soh_said(evidence, name, cells, row)
        worn = [_worn(one, use.get(one.name), share, said[one.name]) for one in cells]
        paid_yuan = float(evidence.annual[f"{name}_purchases_yuan"][row])
        bought = (worn, 0.0) if number == last else delivered_after(station, worn, number, year, paid_yuan)
        yield CellYear(row=row, share=share, before=tuple(cells), after=tuple(worn), use=use, cost_yuan=bought[1])
        cells = bought[0]


def _worn(cells: Delivery, use: Use | None, share: float, said_frac: float) -> Delivery:
    """Return cells after a year: by their law where age or the dispatch table tell enough, else as the run says."""
    if cells.by_age or (use is not None and cells.law["kind"] in KNOWN):
        return cells.used(use, share)
    return cells.found(said_frac, share)


def _soh_said(evidence: Evidence, name: str, cells: list[Delivery], row: int) -> dict[str, float]:
    """Return what the run says is left of each delivery at the end of a year; of one alone its station says it."""
    if len(cells) == 1:
        return {cells[0].name: float(evidence.annual[f"{name}_soh_end_frac"][row])}
    return {one.name: float(evidence.annual[f"{name}_cells_{one.name}_soh_end_frac"][row]) for one in cells}


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
