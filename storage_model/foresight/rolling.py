"""Decide step after step on what is believed, and keep to it: the schedule is what was decided."""

from storage_model.blocks import CYCLIC, Ends
from storage_model.dispatch.optimise import Dispatcher
from storage_model.foresight.diary import Diary
from storage_model.foresight.outlook import Outlook
from storage_model.foresight.windows import Tick, decided_one_by_one, unheard, windows
from storage_model.scenario.site import Site

# Days over which the best start of the whole is sought, where the station looks less far.
OPENING_DAYS = 7


def rolled(outlook: Outlook, tick: Tick = unheard) -> Diary:
    """Return the schedule decided window by window; each begins where the decided part of the last one ended.

    `tick` is told how many of all windows are decided.
    """
    diary = Diary(outlook.actual_site)
    dispatcher, horizon = Dispatcher(outlook.options), diary.site.horizon
    opening = opened(outlook)
    diary.open(opening, dispatcher.optimise(opening))
    whole = windows(horizon, 0, horizon.count, step=outlook.step, look_ahead=outlook.look_ahead)
    for window in decided_one_by_one(whole, tick):
        seen = outlook.seen(outlook.known(window.first), window.first, window.last)
        part = diary.part(seen, window.last)
        diary.keep(part, dispatcher.optimise(part), window)
    return diary


def opened(outlook: Outlook) -> Site:
    """Return the first days as they are seen beforehand, to end as they began."""
    last = opening_last(outlook)
    return outlook.seen(outlook.known(0), 0, last).between(0, last, opening_ends(outlook.actual_site))


def opening_ends(whole: Site) -> dict[str, Ends]:
    """Return what holds at the ends of the opening window, beside that it ends as it began."""
    held = {name: asset.held_at_edges(whole.horizon, whole.series[name]) for name, asset in whole.assets.items()}
    return {name: Ends(end=states) for name, states in held.items() if states and whole.ends_of(name) == CYCLIC}


def opening_last(outlook: Outlook) -> int:
    """Return where the opening window ends."""
    horizon = outlook.actual_site.horizon
    return min(horizon.count, max(outlook.look_ahead, OPENING_DAYS * horizon.steps_per_day))
