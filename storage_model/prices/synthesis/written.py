"""A made year as text: the series file and the sidecar that says how it was made and what it shows."""

import hashlib
import json
from collections.abc import Mapping

import numpy as np

from storage_model.prices.synthesis.made import MadeYear

# Raised when the same targets and seed give other numbers than before.
PROCESS_VERSION = 1


def series_text(made: MadeYear) -> str:
    """Return the CSV: its source, the names, one row per step labelled by its start with the offset."""
    offset = made.horizon.start.isoformat()[-6:]
    starts = np.datetime_as_string(made.horizon.starts(), unit="m")
    columns = [[f"{value:.{column.decimals}f}" for value in column.values] for column in made.columns.values()]
    rows = (",".join((f"{start}{offset}", *cells)) for start, *cells in zip(starts, *columns, strict=True))
    return "\n".join([f"# source: {made.source}", ",".join(["start", *made.columns]), *rows]) + "\n"


def sidecar_text(made: MadeYear, series: str, *, command: str, inputs_sha256: Mapping[str, str]) -> str:
    """Return the sidecar as JSON; `series` is the text of the file it stands beside."""
    content = {
        "source": made.source,
        "command": command,
        "process_version": PROCESS_VERSION,
        "inputs_sha256": dict(inputs_sha256),
        "series_sha256": hashlib.sha256(series.encode()).hexdigest(),
        "start": made.horizon.start.isoformat(),
        "step_h": made.horizon.step_h,
        "steps": made.horizon.count,
        "columns": {
            name: {
                "unit": column.unit,
                "zh": column.zh,
                "en": column.en,
                "mean": _short(column.values.mean()),
                "min": _short(column.values.min()),
                "max": _short(column.values.max()),
            }
            for name, column in made.columns.items()
        },
        "aims": [
            {
                "key": row.key,
                "aim": row.aim,
                "achieved": _short(row.achieved),
                "tolerance": row.tolerance,
                "met": row.met,
                "how": row.how,
            }
            for row in made.achieved
        ],
        "fitted": dict(made.fitted),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _short(value: float) -> float:
    return round(float(value), 4)
