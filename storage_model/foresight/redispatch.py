"""Promise a day ahead, then decide anew in real time what the promises leave open."""

from dataclasses import dataclass, replace

from storage_model.dispatch.optimise import Dispatcher
from storage_model.dispatch.schedules import Decided
from storage_model.dispatch.two_stage import Future, plan_for
from storage_model.foresight.diary import Diary
from storage_model.foresight.outlook import Outlook
from storage_model.foresight.promises import bound, promised
from storage_model.foresight.rolling import opening_ends, opening_last
from storage_model.foresight.windows import Tick, Window, decided_one_by_one, unheard, windows
from storage_model.scenario.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Redispatched:
    """What was done, the plans that promised for the whole horizon, and the site bound by them."""

    done: Diary
    plan: Decided
    site: Site


def redispatched(outlook: Outlook, tick: Tick = unheard) -> Redispatched:
    """Return what is done in real time, window by window, beside plans each made for the day ahead.

    `tick` is told how many of all plans are made and carried out. Real time knows the prices of the steps it decides
    and forecasts the rest, to the end of the plan's window.
    """
    done, plans = Diary(outlook.actual_site), Diary(outlook.actual_site)
    dispatcher, horizon = Dispatcher(outlook.options), outlook.actual_site.horizon
    again = outlook.real_time_step or outlook.step
    _open(outlook, done, plans)
    whole = windows(horizon, 0, horizon.count, step=outlook.step, look_ahead=outlook.look_ahead)
    for window in decided_one_by_one(whole, tick):
        day, plan = _planned(outlook, done, plans, window)
        plans.keep(day, plan, window)
        for now in windows(horizon, window.first, window.decided, step=again, look_ahead=again):
            seen = outlook.seen_in_real_time(now.first, now.decided, window.last)
            rest = done.part(seen, window.last, _past(done, plans))
            rest = bound(rest, seen.between(window.first, window.last, {}), plan)
            done.keep(rest, dispatcher.optimise(rest), replace(now, last=window.last))
    plan = _all(plans)
    return Redispatched(done=done, plan=plan, site=promised(outlook.actual_site, plan))


def _planned(outlook: Outlook, done: Diary, plans: Diary, window: Window) -> tuple[Site, Decided]:
    """Return the plan of a window with its site; it goes on where the last plan ended, futures where real time is."""
    known = outlook.known(window.first)
    sites = outlook.futures(known, window.first, window.last)
    parts = [done.part(seen, window.last, _past(done, plans)) for seen in sites]
    # Errors are less their mean: what is believed is the mean of all futures, at which a promise pays on average.
    believed = sites[0] if len(sites) == 1 else outlook.seen(known, window.first, window.last)
    day = plans.part(believed, window.last)
    return day, plan_for(_alike(parts), outlook.options, day).plan


def _open(outlook: Outlook, *diaries: Diary) -> None:
    last, ends = opening_last(outlook), opening_ends(outlook.actual_site)
    parts = [seen.between(0, last, ends) for seen in outlook.futures(outlook.known(0), 0, last)]
    for diary in diaries:
        diary.open(parts[0], plan_for(_alike(parts), outlook.options).plan)


def _alike(parts: list[Site]) -> list[Future]:
    return [Future(probability_frac=1 / len(parts), site=part) for part in parts]


def _past(done: Diary, plans: Diary) -> Site | None:
    """Return the site of the steps done, bound by what had been promised for them."""
    if done.point == 0:
        return None
    return promised(plans.past(), _all(plans)).between(0, done.point, {})


def _all(plans: Diary) -> Decided:
    return Decided(schedules=plans.schedules, products=plans.products)
