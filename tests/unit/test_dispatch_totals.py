"""Whole numbers that are alike are counted first: how many, then which."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from storage_model.dispatch.compile import LinearProgram
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.dispatch.whole import branch
from storage_model.dispatch.whole.branch import branched
from storage_model.dispatch.whole.none_or_enough import none_or_enough
from storage_model.dispatch.whole.totals import with_totals


def pairs(gains: list[float], most: float) -> LinearProgram:
    """Return binaries that each allow one unit of something that gains; `most` of them in all."""
    count = len(gains)
    allows, in_all = np.hstack([np.eye(count), -np.eye(count)]), np.repeat([0.0, 1.0], count)
    return LinearProgram(
        cost=-np.array([*gains, *[0.0] * count]), offset=0.0, matrix=sp.csr_array(np.vstack([allows, in_all])),
        row_low=np.full(count + 1, -np.inf), row_high=np.array([*[0.0] * count, most]), col_low=np.zeros(2 * count),
        col_high=np.ones(2 * count), integer=np.arange(2 * count) >= count, columns={}, rows={},
    )  # fmt: skip


def test_what_is_added_up() -> None:
    """Gains 5 5 5 5 3 3 5: runs of four and two in halves, the five of one kind, all seven; one never stands alone."""
    program = pairs([5, 5, 5, 5, 3, 3, 5], 2.5)
    extended, count = with_totals(program, program.integer)
    groups = [np.flatnonzero(row)[:-1].tolist() for row in extended.matrix.toarray()[-count:]]
    assert groups == [[7, 8], [9, 10], [11, 12], [7, 8, 9, 10], [7, 8, 9, 10, 13], [*range(7, 14)]]
    assert extended.col_high[-count:].tolist() == [2, 2, 2, 4, 5, 7]


def test_nothing_is_added_up_where_nothing_is_alike() -> None:
    """Seven gains, no two in a row the same."""
    program = pairs([5, 4, 5, 4, 3, 2, 1], 2.5)
    assert with_totals(program, program.integer) == (program, 0)


def test_counting_settles_what_splitting_would_go_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty alike, at most 14.5: the total is split once, 14 × 5 = 70. One by one each split opens the next."""
    program = pairs([5.0] * 30, 14.5)
    monkeypatch.setattr(branch, "MOST_NODES", 5)
    monkeypatch.setattr(branch, "MOST_NODES_COUNTED", 5)
    found = branched(none_or_enough(program), SolverOptions(), 0.0)
    assert found is not None
    assert found[1] == pytest.approx(-70)
    assert float(program.cost @ found[0]) == pytest.approx(-70)
    monkeypatch.setattr(branch, "with_totals", lambda given, _: (given, 0))
    assert branched(none_or_enough(program), SolverOptions(), 0.0) is None


def test_what_weighs_otherwise_is_not_alike() -> None:
    """Seven equal gains, each allowed to another extent: how many are one says nothing of which."""
    program = pairs([5.0] * 7, 2.5)
    limits = np.diag([0.0] * 7 + [-0.1 * number for number in range(7)])[7:]
    weighed = replace(program, matrix=sp.csr_array(program.matrix.toarray() + np.vstack([limits, np.zeros(14)])))
    assert with_totals(weighed, weighed.integer) == (weighed, 0)


def test_a_search_of_too_many_steps_is_left_to_highs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is steps of the simplex times the rows they look at: of 11 rows not one step, then enough."""
    program = pairs([5.0 + number for number in range(10)], 4.5)
    monkeypatch.setattr(branch, "MOST_ROW_STEPS", 11 - 1)
    assert branched(none_or_enough(program), SolverOptions(), 0.0) is None
    monkeypatch.setattr(branch, "MOST_ROW_STEPS", 11 * 1000)
    found = branched(none_or_enough(program), SolverOptions(), 0.0)
    assert found is not None
    assert found[1] == pytest.approx(-(14 + 13 + 12 + 11))
