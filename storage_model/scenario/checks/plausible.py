"""What fits no single key: windows turned round, ratios nobody builds, loans longer than the project."""

from collections.abc import Iterator
from math import inf

from storage_model.problems import Problem
from storage_model.records import InputRecord
from storage_model.scenario.checks.far_years import priced_far
from storage_model.scenario.checks.finance import finance
from storage_model.scenario.checks.finding import error, in_place, warning
from storage_model.scenario.checks.foresight import outlook_fits
from storage_model.scenario.checks.lifetime import years_of_life
from storage_model.scenario.checks.markets import able_to_hold, energy_sold_once, offers_possible, prices_needed
from storage_model.scenario.checks.policies import policies_together
from storage_model.scenario.checks.references import named_once, owners, sellers, unknown_names
from storage_model.scenario.checks.sizes import in_proportion
from storage_model.scenario.checks.unit_costs import unit_costs
from storage_model.scenario.parts import Parts
from storage_model.scenario.reading.tree import Branch

SHORTEST_H, LONGEST_H = 0.25, 24.0


def cross_checked(parts: Parts, whole: bool, tree: Branch) -> list[Problem]:
    """Return every problem between keys that are right by themselves; some only show in a `whole` case."""
    checks = [unknown_names, named_once, prices_needed, able_to_hold, energy_sold_once, offers_possible]
    checks += [_windows, _durations, _loans, finance, outlook_fits]
    if whole:
        checks += [owners, sellers, in_proportion, _connection, _spans, unit_costs, years_of_life, priced_far]
        checks += [policies_together]
    return [in_place(problem, tree) for check in checks for problem in check(parts)]


def _windows(parts: Parts) -> Iterator[Problem]:
    """`x_min_y` lies below `x_max_y`, in every asset."""
    for name, asset in parts.assets.items():
        for low, high, floor, ceiling in _pairs(asset):
            if floor >= ceiling:
                got = f"{low} {floor:g} and {high} {ceiling:g}"
                fix = "exchange the two, or widen the window"
                yield error("E119", ("assets", name, low), got, f"{low} below {high}", fix)


def _pairs(record: InputRecord) -> Iterator[tuple[str, str, float, float]]:
    for low in type(record).model_fields:
        high = low.replace("_min_", "_max_")
        if high != low and high in type(record).model_fields:
            yield low, high, getattr(record, low), getattr(record, high)


def _durations(parts: Parts) -> Iterator[Problem]:
    for name, asset in parts.assets.items():
        hours = asset.duration_h
        if hours != inf and not SHORTEST_H <= hours <= LONGEST_H:
            got = f"{hours:g} h at rated power of {asset.rated_power_mw:g} MW"
            likely = "power or energy in another unit, or the two exchanged"
            expected = f"{SHORTEST_H:g} to {LONGEST_H:g} h"
            yield warning("W101", ("assets", name), got, expected, "check power and energy", likely)


def _loans(parts: Parts) -> Iterator[Problem]:
    for key, project in parts.projects.items():
        for name, loan in project.loans.items():
            if loan.years > project.operating_years:
                got = f"{loan.years} years of repayment in {project.operating_years} years of operation"
                path = ("projects", key, "loans", name, "years")
                expected, fix = "a loan repaid while the project runs", f"write {project.operating_years} or less"
                yield error("E122", path, got, expected, fix)
        if project.loan_share_frac > 1 + 1e-9:
            got, fix = f"{project.loan_share_frac:g} of the investment in all", "lower share_frac; the rest is equity"
            yield error("E123", ("projects", key, "loans"), got, "at most 1", fix)


def _connection(parts: Parts) -> Iterator[Problem]:
    if parts.connection is None:
        return
    rated_mw = sum(asset.rated_power_mw for asset in parts.assets.values())
    for key in type(parts.connection).model_fields:
        limit_mw = getattr(parts.connection, key)
        if not 0.1 * rated_mw <= limit_mw <= 10 * rated_mw:
            got = f"{limit_mw:g} MW for assets of {rated_mw:g} MW"
            words = ("a limit of the size of the assets", "check both numbers", "one of them in another unit")
            yield warning("W105", ("connection", key), got, *words)


def _spans(parts: Parts) -> Iterator[Problem]:
    """Assets of other years stay on the site of a year: that is right only where the connection carries them all."""
    spans = {(one.first_operating_year, one.operating_years) for one in parts.projects.values()}
    if parts.connection is None or len(spans) < 2:
        return
    sums = {
        "export_limit_mw": sum(asset.most_out_mw for asset in parts.assets.values()),
        "import_limit_mw": sum(asset.most_in_mw for asset in parts.assets.values()),
    }
    for key, together_mw in sums.items():
        limit_mw = getattr(parts.connection, key)
        if limit_mw < together_mw - 1e-9:
            got = f"{limit_mw:g} MW for {together_mw:g} MW of all assets, whose projects operate in different years"
            expected = "a connection that carries all of them, or projects of the same years"
            fix = f"write {together_mw:g} or more, or give the projects the same first year and number of years"
            yield error("E318", ("connection", key), got, expected, fix)
