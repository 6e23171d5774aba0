"""The reductions before the solve: what goes, what stays, and that the full answer comes back."""

import numpy as np
import scipy.sparse as sp

from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.dispatch.compile.reduce import reduce
from storage_model.dispatch.solver.certificate import certify
from storage_model.dispatch.solver.highs import solve


def program() -> LinearProgram:
    """min 2a + b + 3s with s + a = 4 (s in 0..3 stands here only), a + b ≥ 2, and a + b ≤ 100 which cannot bind."""
    return LinearProgram(
        cost=np.array([2.0, 1.0, 3.0]),
        offset=10.0,
        matrix=sp.csr_array(np.array([[1.0, 0.0, 1.0], [1.0, 1.0, 0.0], [1.0, 1.0, 0.0]])),
        row_low=np.array([4.0, 2.0, -np.inf]),
        row_high=np.array([4.0, np.inf, 100.0]),
        col_low=np.zeros(3),
        col_high=np.array([10.0, 10.0, 3.0]),
        integer=np.zeros(3, dtype=bool),
        columns={"a": slice(0, 1), "b": slice(1, 2), "s": slice(2, 3)},
        rows={"mix": slice(0, 1), "need": slice(1, 2), "roof": slice(2, 3)},
    )


def test_slack_column_and_loose_row_go() -> None:
    """s becomes the range 1 ≤ a ≤ 4 of its row; the roof goes: two rows, two columns are left."""
    smaller = reduce(program()).program
    assert smaller.matrix.shape == (2, 2)
    assert (smaller.row_low[0], smaller.row_high[0]) == (1.0, 4.0)
    assert smaller.cost.tolist() == [-1.0, 1.0]
    assert smaller.offset == 22.0


def test_full_answer_is_restored_and_certified() -> None:
    """a = 4, s = 0, b = 0: cost 8 + 10 = 18 (a = 1, s = 3 would cost 21); the bound meets it on the full programme."""
    reduced = reduce(program())
    answer = solve(reduced.program)
    values, duals = reduced.restore(answer.values, answer.row_duals)
    proof = certify(program(), values, duals)
    assert values.tolist() == [4.0, 0.0, 0.0]
    assert proof.primal_yuan == 18.0
    assert abs(proof.gap_frac) < 1e-12
    assert proof.violation == 0.0


def test_wrong_duals_leave_a_gap() -> None:
    """The certificate is arithmetic: with all duals zero it proves nothing better than 10."""
    reduced = reduce(program())
    answer = solve(reduced.program)
    values, duals = reduced.restore(answer.values, answer.row_duals)
    assert certify(program(), values, 0 * duals).bound_yuan == 10.0


def test_a_column_in_two_rows_is_no_slack() -> None:
    """a stands in three rows and stays."""
    assert 0 in reduce(program()).places.kept_columns


def test_a_part_is_a_programme_of_its_own() -> None:
    """The rule `need` over b and a alone, b first: b = 2 is cheaper than a = 2; neither offset nor names come along."""
    part = program().part(np.array([1]), np.array([1, 0]))
    assert part.matrix.toarray().tolist() == [[1.0, 1.0]]
    assert (part.offset, dict(part.columns), dict(part.rows)) == (0.0, {}, {})
    answer = solve(part)
    assert (answer.objective, answer.values.tolist()) == (2.0, [2.0, 0.0])
    assert program().part(slice(1, 2), slice(0, 2)).cost.tolist() == [2.0, 1.0]
