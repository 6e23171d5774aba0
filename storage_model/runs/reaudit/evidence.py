"""Everything a re-audit may look at: the inputs and tables of a run as its files say them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.runs.reading.folder import RunFolder
from storage_model.runs.reading.inputs import InputLeaf, read_inputs, values_of
from storage_model.runs.reading.statements import StatementTable, statements_in
from storage_model.runs.reading.tables import Columns, read_table

TOGETHER = "together"
TABLES = ("dispatch", "annual", "statements", "streams")
# The kinds of asset whose inside is known here.
PLANTS = ("battery", "gas_plant", "gas_hub")


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One law: how far the files are from it and how far they may be; `detail` says where it is broken most."""

    name: str
    deviation: float
    tolerance: float
    detail: str = ""

    @property
    def passed(self) -> bool:
        """Whether the law holds; a deviation that is not a number never passes."""
        return bool(self.deviation <= self.tolerance)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamRow:
    """One kind of money of one asset, as streams.parquet says it."""

    asset: str
    key: str
    side: str
    origin: str
    category: str
    cash: bool
    vat_frac: float

    @property
    def column(self) -> str:
        """Name of its column by step."""
        return f"{self.asset}_{self.key}_{'yuan' if self.cash else 'not_paid_yuan'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The files of one run. `inputs` are the values of `leaves` as nested mappings, lists as mappings from `"0"`."""

    run: RunFolder
    leaves: Mapping[str, InputLeaf]
    inputs: Mapping[str, Any]
    dispatch: Columns
    annual: Columns
    streams: tuple[StreamRow, ...]
    statements: StatementTable
    summary: Mapping[str, Any]
    step_h: float

    @property
    def assets(self) -> Mapping[str, Any]:
        """Inputs of each asset by its name."""
        found: Mapping[str, Any] = self.inputs["assets"]
        return found

    @property
    def projects(self) -> Mapping[str, Any]:
        """Inputs of each project by its name."""
        found: Mapping[str, Any] = self.inputs["projects"]
        return found

    def rows(self, project: str) -> dict[str, FloatArray]:
        """Return every row of a project by `statement.row`."""
        rows = self.statements.rows.items()
        return {f"{statement}.{row}": values for (name, statement, row), values in rows if name == project}

    def numbers(self, project: str) -> Mapping[str, Any]:
        """Return what the summary says of a project, or of all together."""
        found: Mapping[str, Any] = self.summary if project == TOGETHER else self.summary["projects"][project]
        return found

    def assets_of(self, project: str) -> tuple[str, ...]:
        """Return the assets a project owns, or all of them."""
        names = self.projects if project == TOGETHER else (project,)
        return tuple(asset for name in names for asset in self.projects[name]["assets"].values())

    def owner_of(self, asset: str) -> str:
        """Return the project that owns an asset."""
        return next(name for name, terms in self.projects.items() if asset in terms["assets"].values())

    def months(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Return the calendar month of each step, 1 to 12."""
        months: np.ndarray[Any, np.dtype[np.int64]] = self.dispatch["start"].astype("datetime64[M]").astype(np.int64)
        return months % 12 + 1

    def period_of(self, calendar_year: int) -> int:
        """Return the place of a calendar year in the rows of a statement."""
        return calendar_year - self.statements.years[0]

    @property
    def counts_from(self) -> Mapping[str, str]:
        """The day from which the money of an asset counts, where that is after the first operating year begins."""
        opens = f"{int(self.annual['calendar_year'][0])}-01-01"
        begins = {
            str(asset): str(terms.get("commissioning") or f"{terms['first_operating_year']}-01-01")
            for terms in self.projects.values()
            for asset in terms["assets"].values()
        }
        return {asset: day for asset, day in begins.items() if day > opens}

    def own_years(self, project: str) -> slice:
        """Return the places of a project's own years in the rows of a statement, or of all projects' years."""
        spans = []
        for name in self.projects if project == TOGETHER else (project,):
            terms = self.projects[name]
            opens = self.period_of(terms["first_operating_year"])
            spans.append((opens - terms["construction_years"], opens + terms["operating_years"]))
        return slice(min(first for first, _ in spans), max(beyond for _, beyond in spans))


def evidence_of(run: RunFolder) -> Evidence:
    """Read everything."""
    tables = {name: read_table(run, name) for name in TABLES}
    return evidence_from(run, read_inputs(run), tables, run.json("summary.json"))


def evidence_from(
    run: RunFolder, leaves: Mapping[str, InputLeaf], tables: Mapping[str, Columns], summary: Mapping[str, Any]
) -> Evidence:
    """Return the evidence of what the files of a run hold: inputs, the `TABLES` by name, the summary."""
    dispatch = tables["dispatch"]
    starts = dispatch["start"]
    return Evidence(
        run=run,
        leaves=leaves,
        inputs=values_of(leaves),
        dispatch=dispatch,
        annual=tables["annual"],
        streams=tuple(_streams(tables["streams"])),
        statements=statements_in(tables["statements"]),
        summary=summary,
        step_h=float((starts[1] - starts[0]) / np.timedelta64(1, "s")) / 3600.0,
    )


def _streams(table: Columns) -> Iterator[StreamRow]:
    for asset, key, side, origin, category, cash, vat in zip(
        *(table[name] for name in ("asset", "stream", "side", "origin", "category", "cash", "vat_frac")), strict=True
    ):
        yield StreamRow(
            asset=asset, key=key, side=side, origin=origin, category=category, cash=bool(cash), vat_frac=float(vat)
        )


def items(node: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return the entries below a key, none where it is not given."""
    found = node.get(key)
    return found if isinstance(found, Mapping) else {}


def rated_mw(evidence: Evidence, name: str) -> float:
    """Return the power a policy or a cost per kW counts: of a station, of sets, of a hub with its turbine [MW].

    What it is of a kind unknown here is what the run says.
    """
    asset = evidence.assets[name]
    if asset["kind"] == "gas_hub":
        sets_mw = sum(group["sets"] * group["set_power_mw"] for group in items(asset, "gensets").values())
        return float(sets_mw + items(asset, "oxidiser").get("turbine_mw", 0.0))
    if asset["kind"] == "gas_plant":
        return float(asset["sets"] * asset["set_power_mw"])
    return float(asset["power_mw"] if asset["kind"] == "battery" else evidence.annual[f"{name}_rated_mw"][0])


def listed(node: Mapping[str, Any], key: str) -> list[Any]:
    """Return a list of the input in its order; one value alone is a list of one, none is empty."""
    found = node.get(key)
    if found is None:
        return []
    return [found[str(place)] for place in range(len(found))] if isinstance(found, Mapping) else [found]


def by_month(evidence: Evidence, terms: Mapping[str, Any], key: str) -> FloatArray | None:
    """Return what twelve months of an input say of every step; None where it gives none."""
    months = listed(terms, key)
    return np.array(months, dtype=np.float64)[evidence.months() - 1] if months else None


def series_of_year(evidence: Evidence, asset: str, field: str, unit: str) -> FloatArray:
    """Return a series of an asset in the first operating year; the table shows it as read, of its own year."""
    terms: Any = evidence.assets[asset]
    for part in field.split("."):
        terms = terms[part]
    grown: FloatArray = evidence.dispatch[f"{asset}_{field}_{unit}"] * grown_frac(evidence, terms)
    return np.minimum(grown, 1.0) if unit == "frac" else grown


def grown_frac(evidence: Evidence, terms: Mapping[str, Any]) -> float:
    """Return what a series is in the first operating year, of what its file holds for its own."""
    years = int(evidence.annual["calendar_year"][0]) - int(str(evidence.dispatch["start"][0])[:4])
    grown: float = (1.0 + terms["change_frac_per_year"]) ** years
    return grown
