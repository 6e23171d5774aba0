"""From an outlook to the three figures."""

from dataclasses import replace

from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.settle import settle
from storage_model.dispatch.two_stage import Future, plan_for
from storage_model.foresight.figures import Best, Foresight, judged
from storage_model.foresight.outlook import Outlook
from storage_model.foresight.redispatch import redispatched
from storage_model.foresight.rolling import rolled
from storage_model.foresight.windows import Tick, unheard


def foresee(outlook: Outlook, perfect: Best | None = None, tick: Tick = unheard) -> Foresight:
    """Return perfect, realised and their ratio; `perfect` is the best schedule if known already.

    `tick` is told how many of the windows of the year are decided.
    """
    perfect = best(outlook) if perfect is None else perfect
    if outlook.real_time_step is None:
        return judged(rolled(outlook, tick), outlook.actual_site, perfect)
    found = redispatched(outlook, tick)
    return judged(found.done, found.site, perfect, found.plan)


def best(outlook: Outlook) -> Best:
    """Return the best schedule of who decides by the same rules and knows all prices from the first step on."""
    site = outlook.actual_site
    if outlook.real_time_step is None:
        found = optimise(site, outlook.options)
        return Best(settlement=settle(site, found.schedules, found.products), certificate=found.certificate)
    planned = plan_for([Future(probability_frac=1.0, site=site)], outlook.options)
    (done,) = planned.futures
    tied = replace(site, markets=tuple(market.recourse() for market in site.markets))
    return Best(settlement=settle(tied, done.schedules, done.products), certificate=planned.certificate)
