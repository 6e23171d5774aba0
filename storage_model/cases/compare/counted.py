"""How far a comparison is, told while its parts are gone through."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from storage_model.lifetime.live import Tick

Thing = TypeVar("Thing")


def counted(things: Sequence[Thing], tick: Tick) -> Iterator[Thing]:
    """Yield things one after another; `tick` is told how many of them are done."""
    for number, thing in enumerate(things):
        tick(number, len(things))
        yield thing
