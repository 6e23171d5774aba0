"""How many threads HiGHS works with: a run that is not told asks the system for its cores, longer than a short run."""

import os
from functools import cache


@cache
def threads_of_highs() -> int:
    """Return the number of threads its scheduler has in this process, started where it was not; 0 where none is taken.

    The scheduler refuses any other number, and 0 lets it look; so nothing else that uses it here is changed.
    """
    import highspy

    highs = highspy._core._Highs()
    highs.setOptionValue("output_flag", False)
    highs.run()
    for count in range(1, 1 + (os.cpu_count() or 1)):
        highs.setOptionValue("threads", count)
        if highs.run() == highspy.HighsStatus.kOk:
            return count
    return 0
