"""The schedules of a site out of the values of its programme, and the steps in which they cannot be carried out."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage_model.blocks import FloatArray, Schedule
from storage_model.scenario.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Schedules of assets, and of the market products that decide something themselves."""

    schedules: Mapping[str, Schedule]
    products: Mapping[str, Schedule]


def decided_of(site: Site, by_component: Mapping[str, FloatArray], block: str = "") -> Decided:
    """Return what is decided; `block` begins every name where the site is one of several in a programme."""
    return Decided(
        schedules={name: one.scheduled(of_asset(name, by_component, block)) for name, one in site.assets.items()},
        products={one.key: _below(f"{block}markets[{one.key}].", by_component) for one in site.markets},
    )


def steps_at_once(
    site: Site, schedules: Mapping[str, Schedule], products: Mapping[str, Schedule]
) -> dict[str, list[int]]:
    """Return the steps in which an asset draws and sends at once, for every asset that has any."""
    frames = site.frames(products)
    found = {name: asset.steps_at_once(schedules[name], frames[name]) for name, asset in site.assets.items()}
    return {name: steps for name, steps in found.items() if steps}


def of_asset(name: str, by_component: Mapping[str, FloatArray], block: str = "") -> Schedule:
    """Return what belongs to an asset, by its own names."""
    return _below(f"{block}assets[{name}].", by_component)


def _below(prefix: str, by_component: Mapping[str, FloatArray]) -> Schedule:
    return {key.removeprefix(prefix): values for key, values in by_component.items() if key.startswith(prefix)}
