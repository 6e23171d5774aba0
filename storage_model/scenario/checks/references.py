"""Names that point at assets: they exist, each asset has one owner, and each sells somewhere."""

from collections.abc import Iterator

from storage_model.problems import Problem
from storage_model.scenario.checks.finding import error, warning
from storage_model.scenario.parts import Parts
from storage_model.scenario.reading.nearest import nearest
from storage_model.scenario.reading.tree import KeyPath

Named = tuple[KeyPath, str]


def unknown_names(parts: Parts) -> Iterator[Problem]:
    """Yield every name of an asset that no project file has."""
    for path, name in [*_sellers(parts), *_under_policies(parts), *_owned(parts)]:
        if parts.names and name not in parts.names:
            near = nearest(name, parts.names)
            fix = f"write `{near}`" if near else "name an asset of the project, or take this entry out"
            yield error("E304", path, f"unknown asset {name!r}", "one of " + ", ".join(parts.names), fix)


def owners(parts: Parts) -> Iterator[Problem]:
    """Yield assets that not exactly one project pays for."""
    for name in parts.names:
        found = [path[1] for path, owned in _owned(parts) if owned == name]
        if len(found) != 1:
            got = "in " + " and ".join(found) if found else "in no project"
            fix = "keep it in one of them" if found else f"add `{name}` to `assets` of one project"
            yield error("E305", ("assets", name), got, "each asset in exactly one project", fix)


def sellers(parts: Parts) -> Iterator[Problem]:
    """Yield assets that neither a market nor a policy knows."""
    selling = {name for _, name in [*_sellers(parts), *_under_policies(parts)]}
    for name in parts.names:
        if name not in selling:
            fix = "add it to `participants` of a market, or to a policy that pays for its energy"
            yield warning("W104", ("assets", name), "sells nowhere", "a market or a policy", fix)


def named_once(parts: Parts) -> Iterator[Problem]:
    """Yield every asset that a market or a policy names again: it would be paid again."""
    seen: set[tuple[str, str, str]] = set()
    for path, name in (*_sellers(parts), *_under_policies(parts)):
        section, key, *_ = path
        if (section, key, name) in seen:
            yield error("E308", path, f"{name!r} again", "each asset once", "write it once")
        seen.add((section, key, name))


def _sellers(parts: Parts) -> list[Named]:
    return [
        (("markets", key, "participants", str(number)), name)
        for key, market in parts.markets.items()
        for number, name in enumerate(market.participants)
    ]


def _under_policies(parts: Parts) -> list[Named]:
    return [
        (("policies", key, "assets", str(number)), name)
        for key, policy in parts.policies.items()
        for number, name in enumerate(policy.assets)
    ]


def _owned(parts: Parts) -> list[Named]:
    return [
        (("projects", key, "assets", str(number)), name)
        for key, project in parts.projects.items()
        for number, name in enumerate(project.assets)
    ]
