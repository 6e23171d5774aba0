"""From an outlook to the three figures."""

from storage_model.dispatch.optimise import optimise
from storage_model.dispatch.two_stage import Future, plan_for
from storage_model.foresight.figures import Foresight, judged
from storage_model.foresight.outlook import Outlook
from storage_model.foresight.redispatch import redispatched
from storage_model.foresight.rolling import rolled


def foresee(outlook: Outlook, perfect_yuan: float | None = None) -> Foresight:
    """Return perfect, realised and their ratio.

    `perfect_yuan` is the optimum of the whole where it is known already; with re-dispatch, that of plan and schedule.
    """
    perfect_yuan = best_yuan(outlook) if perfect_yuan is None else perfect_yuan
    if outlook.real_time_step is None:
        return judged(rolled(outlook), outlook.actual_site, perfect_yuan)
    found = redispatched(outlook)
    return judged(found.done, found.site, perfect_yuan)


def best_yuan(outlook: Outlook) -> float:
    """Return what nobody who decides by the same rules can exceed: all prices known from the first step on [yuan]."""
    site = outlook.actual_site
    if outlook.real_time_step is None:
        return optimise(site, outlook.options).objective_yuan
    return plan_for([Future(probability_frac=1.0, site=site)], outlook.options).expected_yuan
