"""Totals of whole numbers that are alike: a search that decides how many first need not go through which ones.

Where the price stands still for hours, a plan looks alike in many orders, and splitting one number only moves the rest
of it to the next. How many of them are one settles that at once.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.cut import row_of_cells
from storage_model.dispatch.compile.linear_program import Flags, FloatArray, IntArray, LinearProgram

# Digits of a cost by which whole numbers are alike.
DIGITS = 6


def with_totals(program: LinearProgram, counted: Flags) -> tuple[LinearProgram, int]:
    """Return the programme with a whole-number column for each total of those to be counted, and how many there are.

    Finer ones come first. None are added where none of the numbers is like the one before it.
    """
    costs = _costs_beside(program)[counted]
    if not (costs[1:] == costs[:-1]).all(axis=1).any():
        return program, 0
    kinds: IntArray = np.unique(costs, axis=0, return_inverse=True)[1]
    groups = _groups(np.flatnonzero(counted), kinds)
    count, columns = len(groups), len(program.cost)
    rows = np.repeat(np.arange(count), [len(group) for group in groups])
    cells = np.append(np.full(len(rows), -1.0), np.ones(count))
    places = np.append(rows, np.arange(count)), np.concatenate([*groups, columns + np.arange(count)])
    matrix, shape = program.matrix, (program.matrix.shape[0], columns + count)
    given = sp.csr_array((matrix.data, matrix.indices, matrix.indptr), shape=shape)
    members = sp.csr_array((cells, places), shape=(count, columns + count))
    nothing = np.zeros(count)
    extended = replace(
        program,
        cost=np.append(program.cost, nothing),
        matrix=sp.vstack([given, members], format="csr"),
        row_low=np.append(program.row_low, nothing),
        row_high=np.append(program.row_high, nothing),
        col_low=np.append(program.col_low, [program.col_low[group].sum() for group in groups]),
        col_high=np.append(program.col_high, [program.col_high[group].sum() for group in groups]),
        integer=np.append(program.integer, np.ones(count, dtype=bool)),
    )
    return extended, count


def _costs_beside(program: LinearProgram) -> FloatArray:
    """Return sums of the costs, plain and squared, that stand in the rules of each column, and of its own weights
    there; alike where equal.
    """
    matrix = program.matrix
    row_of = row_of_cells(matrix)
    found = np.zeros((matrix.shape[1], 3))
    for place, cost in enumerate((program.cost, program.cost**2)):
        of_row = np.bincount(row_of, cost[matrix.indices], matrix.shape[0])
        found[:, place] = np.bincount(matrix.indices, of_row[row_of], matrix.shape[1])
    found[:, 2] = np.bincount(matrix.indices, matrix.data, matrix.shape[1])
    return found.round(DIGITS)


def _groups(numbers: IntArray, kinds: IntArray) -> list[IntArray]:
    """Return what is added up: halves of halves of every run of one kind, each kind, and all; by size, all last."""
    runs = np.split(numbers, np.flatnonzero(np.diff(kinds)) + 1)
    halves = sorted((part for run in runs for part in _halved(run)), key=len)
    of_kind = sorted((numbers[kinds == kind] for kind in np.unique(kinds)), key=len)
    groups = [*halves, *(group for group in of_kind if len(group) > 1), numbers]
    return list({tuple(group): group for group in groups}.values())


def _halved(run: IntArray) -> Iterator[IntArray]:
    if len(run) > 1:
        middle = len(run) // 2
        yield run
        yield from _halved(run[:middle])
        yield from _halved(run[middle:])
