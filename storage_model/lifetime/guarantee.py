"""Guaranteed margins, settled once a year's energy and money are known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from storage_model.blocks import REVENUE
from storage_model.lifetime.plan import Span
from storage_model.lifetime.record import Lifetime, YearlyStream
from storage_model.policies.terms import MarginFloorTerm


def with_margin_floors(
    lifetime: Lifetime, floors: Sequence[MarginFloorTerm], spans: Mapping[str, Span], yearly_keys: Collection[str] = ()
) -> Lifetime:
    """Return the operating years with what guarantees pay; the margin counts all cash but what is paid by the year.

    `yearly_keys` are the streams paid by the year: a capacity price, rent, penalties. A year that counts in part is
    guaranteed as much of its cycles.
    """
    paid = tuple(_paid(lifetime, floor, spans[floor.asset], yearly_keys) for floor in floors)
    return replace(lifetime, streams=(*lifetime.streams, *paid)) if paid else lifetime


def _paid(lifetime: Lifetime, floor: MarginFloorTerm, span: Span, yearly_keys: Collection[str]) -> YearlyStream:
    by_the_meter = [
        stream.yuan for stream in lifetime.streams if stream.asset == floor.asset and stream.key not in yearly_keys
    ]
    margin_yuan = np.sum(by_the_meter, axis=0)
    yuan = np.zeros(len(lifetime.calendar_years))
    for place, year in enumerate(lifetime.calendar_years):
        share = span.share_of(year)
        if share > 0:
            part = replace(floor, cycles_per_year=floor.cycles_per_year * share)
            yuan[place] = part.gap_yuan(year, float(lifetime.out_mwh[floor.asset][place]), float(margin_yuan[place]))
    return YearlyStream(key=floor.key, asset=floor.asset, side=REVENUE, yuan=yuan, vat_frac=floor.vat_frac)
