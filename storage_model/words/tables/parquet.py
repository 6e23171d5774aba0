"""Write a table of columns as Parquet, the same bytes for the same numbers."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy.typing as npt

Columns = Mapping[str, npt.NDArray[Any]]


def write_parquet(path: Path, columns: Columns) -> None:
    """Write columns of equal length in their order; one thread, so that the bytes depend on the content alone."""
    import duckdb

    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) != 1:
        raise ValueError(f"columns of different length: {lengths}")
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("columns", dict(columns))
        try:
            connection.table("columns").write_parquet(os.fsencode(path).decode(), compression="zstd")
        except duckdb.IOException as error:
            raise OSError(errno.EIO, str(error), str(path)) from error
