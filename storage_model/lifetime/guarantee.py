"""Guaranteed margins, settled once a year's energy and money are known."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from storage_model.blocks import REVENUE
from storage_model.lifetime.record import Lifetime, YearlyStream
from storage_model.policies.terms import MarginFloorTerm


def with_margin_floors(
    lifetime: Lifetime, floors: Sequence[MarginFloorTerm], yearly_keys: Collection[str] = ()
) -> Lifetime:
    """Return the operating years with what guarantees pay; the margin counts all cash but what is paid by the year.

    `yearly_keys` are the streams paid by the year: a capacity price, rent, penalties.
    """
    paid = tuple(_paid(lifetime, floor, yearly_keys) for floor in floors)
    return replace(lifetime, streams=(*lifetime.streams, *paid)) if paid else lifetime


def _paid(lifetime: Lifetime, floor: MarginFloorTerm, yearly_keys: Collection[str]) -> YearlyStream:
    by_the_meter = [
        stream.yuan for stream in lifetime.streams if stream.asset == floor.asset and stream.key not in yearly_keys
    ]
    margin_yuan = np.sum(by_the_meter, axis=0)
    years = zip(lifetime.calendar_years, lifetime.out_mwh[floor.asset], margin_yuan, strict=True)
    yuan = np.array([floor.gap_yuan(year, float(out_mwh), float(margin)) for year, out_mwh, margin in years])
    return YearlyStream(key=floor.key, asset=floor.asset, side=REVENUE, yuan=yuan, vat_frac=floor.vat_frac)
