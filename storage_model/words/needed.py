"""The words a run will need for money and laws of its kinds, looked up before anything is dispatched.

A day of the first operating year with nothing running has the streams and the laws of any other.
"""

from collections.abc import Callable, Iterator

import numpy as np

from storage_model.dispatch.audit import physics
from storage_model.dispatch.compile import compile_model
from storage_model.dispatch.model import build_model
from storage_model.dispatch.schedules import decided_of
from storage_model.dispatch.settle import settle
from storage_model.scenario.build_site import build_site, margin_floors, yearly_terms
from storage_model.scenario.policy_terms import operating_years
from storage_model.scenario.scenario import Scenario
from storage_model.scenario.site import Site
from storage_model.words.label import Label
from storage_model.words.labels.lookup import check_label, stream_label


def require_words(*scenarios: Scenario) -> None:
    """Raise LookupError naming every stream and law of the scenarios without words: their page could not be written."""
    lacking = list(dict.fromkeys(word for scenario in scenarios for word in _lacking(scenario)))
    if lacking:
        raise LookupError("; ".join(lacking))


def _lacking(scenario: Scenario) -> Iterator[str]:
    by_the_year = [*(term.key for term in yearly_terms(scenario)), *(one.key for one in margin_floors(scenario))]
    site = _day(build_site(scenario, operating_years(scenario)[0]))
    program = compile_model(lambda: build_model(site))
    idle = decided_of(site, program.by_component(np.zeros(len(program.cost))))
    with np.errstate(all="ignore"):  # shares of nothing
        streams = settle(site, idle.schedules, idle.products).streams
        laws = physics(site, idle.schedules, idle.products)
    for key in (*by_the_year, *(stream.key for stream in streams)):
        yield from _why_none(stream_label, key)
    for law in laws:
        yield from _why_none(check_label, law.name)


def _day(site: Site) -> Site:
    return site.between(0, min(site.horizon.count, site.horizon.steps_per_day), {})


def _why_none(label: Callable[[str], Label], key: str) -> Iterator[str]:
    try:
        label(key)
    except LookupError as error:
        yield str(error.args[0])
