"""Amounts that look odd beside the size of a project: ratios nobody builds, 万元 for yuan."""

from collections.abc import Iterator
from math import inf

from storage_model.assets.asset import Asset
from storage_model.problems import Problem
from storage_model.scenario.checks.finding import warning
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.parts import Parts
from storage_model.scenario.reading.tree import KeyPath
from storage_model.units import KW_PER_MW, KWH_PER_MWH, YUAN_PER_WAN_YUAN

CHEAPEST_YUAN_PER_KWH, DEAREST_YUAN_PER_KWH = 200.0, 6_000.0
CHEAPEST_YUAN_PER_KW, DEAREST_YUAN_PER_KW = 1_000.0, 30_000.0
# Below these shares of the investment a row of it, and what is received or paid once beside it, looks like 万元.
SMALLEST_ROW_FRAC, SMALLEST_AMOUNT_FRAC = 1e-3, 1e-5


def unit_costs(parts: Parts) -> Iterator[Problem]:
    """Yield investments far from what such plants cost by the kW or kWh, and single amounts that look like 万元."""
    for key, project in parts.projects.items():
        assets = [parts.assets[name] for name in project.assets if name in parts.assets]
        if not assets:
            continue
        unit, per_unit, low, high = _unit_cost(project, assets)
        if not low <= per_unit <= high:
            wan = low <= per_unit * YUAN_PER_WAN_YUAN <= high
            right = project.investment_yuan * YUAN_PER_WAN_YUAN
            fix = f"write amounts that sum to {right:g}" if wan else "check amount_yuan and the size of the assets"
            likely = "万元 instead of yuan" if wan else ""
            got, expected = f"{project.investment_yuan:g} yuan = {per_unit:g} {unit}", f"{low:g} to {high:g} {unit}"
            yield warning("W102", ("projects", key, "investment"), got, expected, fix, likely)
        yield from _small_rows(key, project)
        yield from _small_amounts(key, project)


def _small_rows(key: str, project: ProjectTerms) -> Iterator[Problem]:
    """Yield single amounts that look like 万元 beside the others, whose sum hides them."""
    for name, row in project.investment.items():
        if 0 < row.amount_yuan < SMALLEST_ROW_FRAC * project.investment_yuan:
            path = ("projects", key, "investment", name, "amount_yuan")
            yield _in_wan(path, row.amount_yuan, project, SMALLEST_ROW_FRAC)


def _small_amounts(key: str, project: ProjectTerms) -> Iterator[Problem]:
    """Yield what is received or paid once beside the investment and looks like 万元."""
    once: dict[KeyPath, float] = {("grants", name): grant.amount_yuan for name, grant in project.grants.items()}
    once |= {("sustaining_investment", name): item.amount_yuan for name, item in project.sustaining_investment.items()}
    if project.decommissioning is not None:
        once["decommissioning",] = project.decommissioning.amount_yuan
    for path, yuan in once.items():
        if 0 < yuan < SMALLEST_AMOUNT_FRAC * project.investment_yuan:
            yield _in_wan(("projects", key, *path, "amount_yuan"), yuan, project, SMALLEST_AMOUNT_FRAC)


def _in_wan(path: KeyPath, yuan: float, project: ProjectTerms, least_frac: float) -> Problem:
    """Return the problem of an amount so small beside the investment that it is likely in 万元."""
    got = f"{yuan:g} yuan beside {project.investment_yuan:g} of investment"
    fix = f"write {yuan * YUAN_PER_WAN_YUAN:.12g} if 万元 was meant"
    return warning("W102", path, got, f"at least {least_frac:g} of the investment", fix, "万元 instead of yuan")


def _unit_cost(project: ProjectTerms, assets: list[Asset]) -> tuple[str, float, float, float]:
    """Return the investment per kWh where every asset has a store, else per kW, with the range that is usual."""
    power_kw = sum(asset.rated_power_mw for asset in assets) * KW_PER_MW
    stored_kwh = sum(asset.rated_power_mw * asset.duration_h for asset in assets) * KWH_PER_MWH
    if stored_kwh == inf:
        return "yuan/kW", project.investment_yuan / power_kw, CHEAPEST_YUAN_PER_KW, DEAREST_YUAN_PER_KW
    return "yuan/kWh", project.investment_yuan / stored_kwh, CHEAPEST_YUAN_PER_KWH, DEAREST_YUAN_PER_KWH
