"""From an outlook to the three figures."""

from dataclasses import replace

from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.settle import Settlement, settle
from storage_model.dispatch.two_stage import Future, plan_for
from storage_model.foresight.figures import Foresight, judged
from storage_model.foresight.outlook import Outlook
from storage_model.foresight.redispatch import redispatched
from storage_model.foresight.rolling import rolled


def foresee(outlook: Outlook, perfect: Settlement | None = None) -> Foresight:
    """Return perfect, realised and their ratio; `perfect` is the settlement of the best schedule if known already."""
    perfect = best(outlook) if perfect is None else perfect
    if outlook.real_time_step is None:
        return judged(rolled(outlook), outlook.actual_site, perfect)
    found = redispatched(outlook)
    return judged(found.done, found.site, perfect, found.plan)


def best(outlook: Outlook) -> Settlement:
    """Return what nobody who decides by the same rules can exceed: all prices known from the first step on."""
    site = outlook.actual_site
    if outlook.real_time_step is None:
        found = optimise(site, outlook.options)
        return settle(site, found.schedules, found.products)
    (done,) = plan_for([Future(probability_frac=1.0, site=site)], outlook.options).futures
    tied = replace(site, markets=tuple(market.recourse() for market in site.markets))
    return settle(tied, done.schedules, done.products)
