"""Rainflow counting of a stored-energy path: which half and full cycles it holds."""

from dataclasses import dataclass

import numpy as np

from storage_model.blocks import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycles:
    """Cycles of one stretch of use, shape (cycles,): depth [0–1 of the capacity], count 0.5 or 1."""

    depth_frac: FloatArray
    count: FloatArray

    @property
    def full_equivalents(self) -> float:
        """Σ depth × count: the throughput as cycles of the whole capacity."""
        return float(self.depth_frac @ self.count)


def count_cycles(soc_frac: FloatArray) -> Cycles:
    """Return the cycles of a state-of-charge path, shape (points,), after ASTM E1049 (rainflow).

    Raises ValueError where a value is not finite: the counting itself would read it as no wear.
    """
    import rainflow

    if not np.isfinite(soc_frac).all():
        raise ValueError(f"state of charge is not finite at point {int(np.argmin(np.isfinite(soc_frac)))}")
    turns = _turns(soc_frac).tolist()
    found = [(depth, count) for depth, _, count, _, _ in rainflow.extract_cycles(turns) if depth > 0]
    depth, count = np.array(found, dtype=np.float64).reshape(-1, 2).T
    return Cycles(depth_frac=depth, count=count)


def _turns(path: FloatArray) -> FloatArray:
    """Return the path's ends and turns, which is all that counts; the rest the counting would pass over one by one.

    The end stands twice: of two points alone the counting makes nothing.
    """
    distinct = path[np.diff(path, prepend=np.nan) != 0]
    steps = np.diff(distinct)
    kept = np.ones(len(distinct), dtype=bool)
    kept[1:-1] = steps[:-1] * steps[1:] < 0
    return np.append(distinct[kept], path[-1:])
