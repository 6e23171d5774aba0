"""A cycle has no beginning of its own: where it is best cut open.

Where windows are searched alone, a rule from the last to the first can only be kept by making all of them one. Begun
where nothing has to be searched on either side, both sides keep it as they are.
"""

import numpy as np

from storage_model.dispatch.compile.linear_program import IntArray
from storage_model.dispatch.whole.cut_times import Cuts


def quietest(cuts: Cuts, searched: IntArray) -> int:
    """Return the time of the cut farthest from all windows that are searched, counted both ways round the cycle."""
    before = np.arange(cuts.windows - 1)[:, np.newaxis]
    windows_between = np.minimum((before - searched) % cuts.windows, (searched - before - 1) % cuts.windows)
    return int(cuts.times[windows_between.min(axis=1).argmax()])
