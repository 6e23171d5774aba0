"""Every operating year of a site: the first schedule held in shape, scaled to what is left, settled at later prices.

A held schedule stays feasible when power and stored energy shrink together, so a year is never worth less than shown:
dispatching it anew could only earn more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from storage_model.blocks import FloatArray, Schedule
from storage_model.dispatch.settle import settle
from storage_model.markets.schedules import scaled
from storage_model.policies.terms import YearlyTerm
from storage_model.scenario.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyStream:
    """Cash of one kind for one asset by operating year, positive to the project, VAT-inclusive [yuan, (years,)]."""

    key: str
    asset: str
    side: Literal["revenue", "cost"]
    yuan: FloatArray
    vat_frac: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetime:
    """All cash streams and metered energy of a site by operating year.

    `out_mwh`, `in_mwh` and `usable_share_frac` map an asset to shape (years,).
    """

    calendar_years: tuple[int, ...]
    streams: tuple[YearlyStream, ...]
    out_mwh: Mapping[str, FloatArray]
    in_mwh: Mapping[str, FloatArray]
    usable_share_frac: Mapping[str, FloatArray]

    def of_assets(self, names: Sequence[str]) -> tuple[YearlyStream, ...]:
        """Return the streams of some assets; those of one key and one VAT rate are added up."""
        chosen: dict[tuple[str, float], YearlyStream] = {}
        for stream in self.streams:
            if stream.asset in names:
                kind = (stream.key, stream.vat_frac)
                so_far = chosen[kind].yuan if kind in chosen else 0.0
                chosen[kind] = replace(stream, asset="+".join(names), yuan=stream.yuan + so_far)
        return tuple(chosen.values())


def live(
    site_of_year: Callable[[int], Site],
    schedules: Mapping[str, Schedule],
    calendar_years: Sequence[int],
    yearly_terms: Sequence[YearlyTerm],
    products: Mapping[str, Schedule] | None = None,
) -> Lifetime:
    """Return the operating years; `site_of_year` gives the site with the prices and fees of a calendar year.

    `products` is what market products decided themselves; it shrinks with the assets that carry it.
    """
    sites = [site_of_year(year) for year in calendar_years]
    shares = {name: asset.usable_share_frac(len(sites)) for name, asset in sites[0].assets.items()}
    cash: dict[tuple[str, str], list[float]] = {}
    kinds: dict[tuple[str, str], tuple[Literal["revenue", "cost"], float]] = {}
    out_mwh: dict[str, list[float]] = {name: [] for name in shares}
    in_mwh: dict[str, list[float]] = {name: [] for name in shares}
    for number, site in enumerate(sites):
        held = {name: asset.faded(schedules[name], shares[name][number]) for name, asset in site.assets.items()}
        share_of = {name: float(values[number]) for name, values in shares.items()}
        decided = {key: scaled(schedule, share_of) for key, schedule in (products or {}).items()}
        for stream in settle(site, held, decided).streams:
            if stream.cash:
                cash.setdefault((stream.key, stream.asset), []).append(stream.total_yuan)
                kinds[stream.key, stream.asset] = (stream.side, stream.vat_frac)
        for name, flows in site.flows(held, decided).items():
            out_mwh[name].append(float(flows.out_mw.sum()) * site.horizon.step_h)
            in_mwh[name].append(float(flows.in_mw.sum()) * site.horizon.step_h)
    streams = [
        YearlyStream(key=key, asset=asset, side=side, yuan=np.array(cash[key, asset]), vat_frac=vat_frac)
        for (key, asset), (side, vat_frac) in kinds.items()
    ]
    streams += [_of_term(term, calendar_years) for term in yearly_terms]
    return Lifetime(
        calendar_years=tuple(calendar_years),
        streams=tuple(streams),
        out_mwh={name: np.array(values) for name, values in out_mwh.items()},
        in_mwh={name: np.array(values) for name, values in in_mwh.items()},
        usable_share_frac=shares,
    )


def _of_term(term: YearlyTerm, calendar_years: Sequence[int]) -> YearlyStream:
    paid = [term.yuan_in(year) for year in calendar_years]
    return YearlyStream(key=term.key, asset=term.asset, side=term.side, yuan=np.array(paid), vat_frac=term.vat_frac)
