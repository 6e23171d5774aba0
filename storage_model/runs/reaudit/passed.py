"""Energy that passes the cells in each year, from what the meters count; cycles follow from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage_model.runs.reaudit.cell_years import CellYear
from storage_model.runs.reaudit.deliveries import Delivery
from storage_model.runs.reaudit.evidence import Evidence, Law, items, listed
from storage_model.runs.reaudit.held import holders

# Share of the energy of a year, whose steps are kept to 1e-7 MW and MWh; share of the cycles counted by their path.
ENERGY, SHARE = 1e-6, 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """Energy into and out of the cells in a year, what rest may take at most, how far its ends may be apart [MWh]."""

    into_mwh: float
    out_mwh: float
    lost_mwh: float
    open_mwh: float


def cycle_laws(evidence: Evidence, name: str, years: Sequence[CellYear]) -> Iterator[Law]:
    """Yield what leaves cells against what enters them, and cycles: by their path in the first year, else by both."""
    said = evidence.annual[f"{name}_equivalent_cycles"]
    called = any(name in listed(market, "participants") for market in holders(evidence).values())
    energy, by_path, by_energy = [(0.0, "")], [(0.0, "")], [(0.0, "")]
    before: float | None = None
    for year in years:
        label, cycles = str(evidence.annual["calendar_year"][year.row]), float(said[year.row])
        passed, counted = passed_in(evidence, name, year), year.cycles
        if counted is not None:
            by_path.append((abs(cycles - counted) / max(1.0, counted), label))
        if passed is not None:
            scale = max(passed.into_mwh, year.cells_mwh)
            gained = passed.into_mwh - passed.out_mwh
            energy.append((_outside(gained, -passed.open_mwh, passed.lost_mwh + passed.open_mwh) / scale, label))
            moved_mwh = cycles * float(evidence.annual[f"{name}_soh_frac"][year.row]) * year.cells_mwh
            least = 0.0 if called else passed.out_mwh - passed.open_mwh  # what is called both ways at once moves less
            apart = _outside(moved_mwh, least, passed.out_mwh + passed.lost_mwh + passed.open_mwh) / scale
            if before is not None and not _every_year_dispatched(evidence):  # held over in older runs
                apart = min(apart, abs(cycles - before) / max(1.0, before))
            by_energy.append((apart, label))
        before = cycles
    for key, found, tolerance in (
        ("energy_of_each_year", energy, ENERGY),
        ("cycles_of_the_first_year", by_path, SHARE),
        ("cycles_follow_from_the_energy", by_energy, ENERGY),
    ):
        far, label = max(found)
        yield Law(name=f"{name}.{key}", deviation=far, tolerance=tolerance, detail=label)


def passed_in(evidence: Evidence, name: str, year: CellYear) -> Passed | None:
    """Return what passes the cells; None of a part year, and where cells pass energy unlike each other."""
    station, annual = evidence.assets[name], evidence.annual
    efficiencies = {_mid_efficiencies(station.get("efficiency_fade_frac_per_year", 0.0), one) for one in year.before}
    if year.share < 1.0 or len(efficiencies) > 1 or any(one.power_mw is not None for one in year.before):
        return None
    if station.get("efficiency_fade_frac_per_year", 0.0) and not _every_year_dispatched(evidence):
        return None  # energy of the years between lies on a line, efficiency does not
    into, out = next(iter(efficiencies))
    share, hours = station.get("auxiliary_share_frac", 0.0), evidence.step_h * len(evidence.dispatch["start"])
    sent_mwh, metered_mwh = (float(annual[f"{name}_{side}_mwh"][year.row]) for side in ("out", "in"))
    drawn_mwh = (metered_mwh - station["auxiliary_mw"] * hours - share * sent_mwh) / (1.0 + share)
    comes_back = items(station, "ends").get("rule", "cyclic") in ("cyclic", "fixed")
    return Passed(
        into_mwh=into * drawn_mwh,
        out_mwh=sent_mwh / out,
        lost_mwh=station.get("self_discharge_frac_per_h", 0.0) * hours * year.cells_mwh,
        open_mwh=0.0 if comes_back else year.cells_mwh,
    )


def _mid_efficiencies(fade_frac_per_year: float, cells: Delivery) -> tuple[float, float]:
    kept = max(0.0, 1.0 - fade_frac_per_year * (cells.worn.age_years + 0.5))
    return kept * cells.efficiencies[0], kept * cells.efficiencies[1]


def _every_year_dispatched(evidence: Evidence) -> bool:
    life = evidence.summary["lifetime"]
    return bool(life["dispatched_years"] == life["operating_years"])


def _outside(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)
