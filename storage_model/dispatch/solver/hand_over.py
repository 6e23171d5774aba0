"""Hand arrays and options to HiGHS, every call's status looked at."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.dispatch.solver.freed_memory import keep_freed_memory
from storage_model.problems import MissingPartError, SolverStoppedError

Codes = npt.NDArray[np.int8]

# HiGHS returned wrong optima in this version.
REFUSED_VERSION = "1.14.0"

# How a column or row stands in a basis, numbered as HiGHS does.
AT_LOW, BASIC, AT_HIGH, FREE = 0, 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Where a simplex run may begin: HiGHS' own object, and the shape (rows, columns) of its programme."""

    native: Any
    shape: tuple[int, int]


def basis_of_codes(columns: Codes, rows: Codes) -> Basis:
    """Return a basis from one code per column and row; HiGHS mends it where it is none."""
    import highspy

    names = np.array([highspy.HighsBasisStatus(code) for code in range(4)], dtype=object)
    native = highspy.HighsBasis()
    native.col_status, native.row_status = names[columns].tolist(), names[rows].tolist()
    native.valid = native.alien = True
    return Basis(native=native, shape=(len(rows), len(columns)))


def loaded(program: LinearProgram, settings: dict[str, Any], start: Basis | None = None) -> Any:
    """Return a HiGHS object that holds the programme; SolverStoppedError where it takes something other than meant."""
    import highspy

    keep_freed_memory()
    # The plain binding: its Python dressing prints a banner when made.
    highs = highspy._core._Highs()
    if highs.version() == REFUSED_VERSION:
        raise MissingPartError(f"HiGHS {REFUSED_VERSION} returned wrong optima; install another version of highspy")
    for name, value in {"output_flag": False, **settings}.items():
        _require(highs.setOptionValue(name, value), f"HiGHS does not take the option {name} = {value}")
    matrix = program.matrix
    taken = highs.passModel(
        matrix.shape[1], matrix.shape[0], matrix.nnz,
        int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), program.offset, program.cost,
        program.col_low, program.col_high, program.row_low, program.row_high,
        matrix.indptr.astype(np.int32, copy=False), matrix.indices.astype(np.int32, copy=False), matrix.data,
        program.integer.astype(np.int32),
    )  # fmt: skip
    # A warning is allowed: HiGHS leaves out coefficients below 1e-9 and says so.
    if taken == highspy.HighsStatus.kError:
        raise SolverStoppedError("HiGHS does not accept the model")
    if start is not None and start.shape == matrix.shape:
        _require(highs.setBasis(start.native), "HiGHS does not take the basis to begin with")
    return highs


def _require(status: Any, complaint: str) -> None:
    import highspy

    if status != highspy.HighsStatus.kOk:
        raise SolverStoppedError(complaint)
