"""The Parquet tables of a run as plain arrays."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.report.reading.folder import RunFolder

Columns = dict[str, npt.NDArray[Any]]


def read_table(run: RunFolder, name: str) -> Columns:
    """Return a table (`dispatch`, `annual`, `statements`) by column, in the order of the file."""
    return read_parquet(run.folder / f"{name}.parquet")


def read_parquet(path: Path) -> Columns:
    """Return the columns of a Parquet file."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchnumpy()
    return {name: np.asarray(values) for name, values in found.items()}
