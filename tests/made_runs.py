"""Small runs made of chosen tables by the run's own writers, for tests that need no answer."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.runs.json_text import json_text
from storage_model.runs.layout import KIND, MANIFEST, NEEDED, SCHEMA_VERSION
from storage_model.runs.manifest import sha256_of
from storage_model.runs.seal import sealed
from storage_model.words.tables.parquet import write_parquet

Columns = dict[str, npt.NDArray[Any]]
WRITTEN = "2026-03-01T08:00:00+00:00"


def dispatch_of(years: int, *, asset: str = "station", seed: int = 1) -> Columns:
    """Return so many years of quarter-hours: power, store and money; a negative zero and a NaN among them."""
    count, random = years * 35_040, np.random.default_rng(seed)
    columns: Columns = {
        "start": np.datetime64("2026-01-01T00:00", "us") + np.arange(count) * np.timedelta64(15, "m"),
        "step": np.arange(count),
    }
    for quantity in ("charge_mw", "discharge_mw", "stored_mwh", "out_mw", "in_mw", "energy_sales_yuan"):
        columns[f"{asset}_{quantity}"] = random.normal(50.0, 100.0, count)
    columns[f"{asset}_charge_mw"][:2] = -0.0, np.nan
    return columns


def made_run(folder: Path, dispatch: Columns, *, verdict: str = "pays", written: str = WRITTEN) -> Path:
    """Return the folder of a run with this dispatch and a little of everything else."""
    folder.mkdir(parents=True)
    years = np.arange(2026, 2046)
    write_parquet(folder / "dispatch.parquet", dispatch)
    write_parquet(folder / "annual.parquet", {"calendar_year": years, "station_out_mwh": years / 7.0})
    text = np.array(["together", "寿阳 '站'"] * 10)
    write_parquet(folder / "statements.parquet", {"project": text, "row": text[::-1].copy(), "value": years * 1e6})
    write_parquet(folder / "streams.parquet", {"stream": text, "cash": years % 2 == 0})
    summary = {"case": folder.name, "verdict": verdict, "npv_equity_yuan": None}
    for name, content in (("summary.json", summary), ("checks.json", {"count": 0})):
        (folder / name).write_text(json_text(content), encoding="utf-8")
    (folder / "scenario.resolved.yaml").write_text("case: 寿阳\n", encoding="utf-8")
    manifest = {
        "kind": KIND,
        "schema_version": SCHEMA_VERSION,
        "case": json.loads((folder / "summary.json").read_text(encoding="utf-8"))["case"],
        "status": "verified",
        "outputs_sha256": {name: sha256_of(folder / name) for name in NEEDED[KIND]},
        "written": written,
    }
    (folder / MANIFEST).write_text(json_text(sealed(manifest)), encoding="utf-8")
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
