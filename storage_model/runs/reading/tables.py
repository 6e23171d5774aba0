"""The Parquet tables of a run as plain arrays."""

import os
import re
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.runs.reading.folder import RunFolder

Columns = dict[str, npt.NDArray[Any]]


def read_table(run: RunFolder, name: str) -> Columns:
    """Return a table (`dispatch`, `annual`, `statements`) by column, in the order of the file."""
    return read_parquet(run.folder / f"{name}.parquet")


def read_parquet(path: Path) -> Columns:
    """Return the columns of a Parquet file; where cells are empty the array is a masked one."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [plain_path(path)]).fetchnumpy()
    return {name: _plain(values) for name, values in found.items()}


def plain_path(path: Path) -> str:
    """Return a path in which DuckDB sees no pattern, and only UTF-8, whatever its name holds and the locale says."""
    return re.sub(r"([*?\[])", r"[\1]", os.fsencode(path).decode())


def _plain(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return values if np.ma.getmaskarray(values).any() else np.asarray(values)
