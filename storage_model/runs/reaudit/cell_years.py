"""The cells of a station from year to year, as the rules have them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storage_model.runs.reaudit.ageing import KNOWN, Use
from storage_model.runs.reaudit.cycled import first_use
from storage_model.runs.reaudit.deliveries import Delivery, delivered_after, delivered_at_first
from storage_model.runs.reaudit.evidence import Evidence
from storage_model.runs.reaudit.scope import first_year_share


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


def cell_years(evidence: Evidence, name: str) -> Iterator[CellYear]:
    """Yield the years a station operates, one cell after the other as the rules have it."""
    owner = evidence.projects[evidence.owner_of(name)]
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
