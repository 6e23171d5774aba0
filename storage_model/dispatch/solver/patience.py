"""Tell on the way that whole numbers take long: how much is open yet, and the option that would accept it.

Nothing is printed here: words go to a logger, and who shows how far a command is listens to it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil, floor, log10
from threading import Event, Thread

TOLD = logging.getLogger(__name__)
TELLER = "patience"
# Seconds until the first word; every next one comes after twice as many.
FIRST_S = 30.0
# What is proposed where no schedule is in hand, so that nobody knows yet how near one will be; more where it is given.
USUAL_FRAC, MORE_TIMES = 1e-3, 10.0
# What whoever waited may do, in 中文 and English; without whole numbers only time helps.
WAYS_ZH = "放宽 --time-limit，或用 --mip-gap 接受差距"
WAYS_EN = "allow more with --time-limit, or accept a gap with --mip-gap"
MORE_ZH, MORE_EN = "放宽 --time-limit", "allow more with --time-limit"


class Patience:
    """What the best schedule in hand may miss at most, as a share of what it earns; None without a schedule."""

    def __init__(self) -> None:
        self.gap_frac: float | None = None


@contextmanager
def patience(given_frac: float) -> Iterator[Patience]:
    """Give the place where a search notes what is open; as long as it lasts, somebody who listens is told of it.

    `given_frac` is the gap that is accepted already.
    """
    found, ended = Patience(), Event()
    if not TOLD.isEnabledFor(logging.INFO):
        yield found
        return
    teller = Thread(target=_tell, name=TELLER, args=(found, ended, given_frac), daemon=True)
    teller.start()
    try:
        yield found
    finally:
        ended.set()
        teller.join()


def _tell(found: Patience, ended: Event, given_frac: float) -> None:
    passed_s, wait_s = 0.0, FIRST_S
    while not ended.wait(wait_s):
        passed_s += wait_s
        wait_s = passed_s
        TOLD.info(waiting_words(passed_s, found.gap_frac, given_frac))


def stopped_words(zh: str, en: str, *, whole: bool) -> str:
    """Return why there is no answer in 中文 and English, and what may be done; `whole` says of whole numbers."""
    ways = (WAYS_ZH, WAYS_EN) if whole else (MORE_ZH, MORE_EN)
    return f"{zh}；{ways[0]} · {en}; {ways[1]}"


def waiting_words(passed_s: float, gap_frac: float | None, given_frac: float) -> str:
    """Return what is said while a search goes on, by the gap that is open and the one that is accepted already."""
    zh, en = f"整数求解已 {passed_s:.0f} s", f"whole numbers searched for {passed_s:.0f} s"
    if gap_frac is None:
        option = f"--mip-gap {USUAL_FRAC if given_frac < USUAL_FRAC else MORE_TIMES * given_frac:g}"
        return f"{zh}，尚无方案；{option} 可更早结束 · {en}, no schedule yet; {option} may end it sooner"
    missed, option = f"{100 * gap_frac:.2g} %", f"--mip-gap {accepting(gap_frac)}"
    return (
        f"{zh}：已有方案比最优至多少 {missed}，{option} 即接受 · {en}: the schedule in hand misses at most {missed}, "
        f"{option} accepts it"
    )


def time_up_words(gap_frac: float) -> str:
    """Return what is said where the time is up before the proof is as near as was asked."""
    return (
        f"求解时限已到：所取方案比最优至多少 {100 * gap_frac:.2g} %；放宽 --time-limit，或用 --mip-gap "
        f"{accepting(gap_frac)} 接受 · the time is up: the schedule taken misses at most {100 * gap_frac:.2g} %; allow "
        f"more with --time-limit, or accept it sooner with --mip-gap {accepting(gap_frac)}"
    )


def accepting(gap_frac: float) -> str:
    """Return the least gap of two digits that accepts what is open."""
    if gap_frac <= 0:
        return "0"
    digits = 10.0 ** (floor(log10(gap_frac)) - 1)
    return f"{ceil(round(gap_frac / digits, 6)) * digits:.2g}"
