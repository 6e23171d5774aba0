"""What is left of the time a programme may take, shared out among what has to be solved for it."""

from dataclasses import replace
from time import perf_counter

from storage_model.dispatch.solver.highs import SolverOptions

# Of the time allowed, what is kept to put a schedule together of whole numbers in hand: a linear programme once more.
TOGETHER = 0.25


class Clock:
    """What is left of the time allowed, from now on."""

    def __init__(self, options: SolverOptions) -> None:
        self.options = options
        self.begun_s = perf_counter()
        self.least_s = TOGETHER * options.time_limit_s

    @property
    def spent_s(self) -> float:
        """Seconds since the beginning."""
        return perf_counter() - self.begun_s

    @property
    def left(self) -> SolverOptions:
        """The options with all that is left."""
        return self.within(1.0)

    def within(self, share: float) -> SolverOptions:
        """Return the options with a share of what is left."""
        return replace(self.options, time_limit_s=share * max(0.0, self.options.time_limit_s - self.spent_s))

    def relaxed(self) -> None:
        """Know that all until now went to the optimum without the demand that numbers be whole."""
        self.least_s = max(self.least_s, self.spent_s)

    def together(self, share: float = 1.0) -> SolverOptions:
        """Return the options with a share of what is left, and enough for one more schedule even when time is up."""
        return replace(self.options, time_limit_s=max(self.least_s, self.within(share).time_limit_s))
