"""The lifetime table: money, energy and health of a site by operating year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from storage_model.assets.standing import Purchase
from storage_model.blocks import FloatArray, MoneySide


class StreamKind(NamedTuple):
    """What tells money apart: the key of its stream, the asset it is of, its side, the VAT rate inside it [0–1]."""

    key: str
    asset: str
    side: MoneySide
    vat_frac: float


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyStream:
    """Cash of one kind for one asset by operating year, positive to the project, VAT-inclusive [yuan, (years,)]."""

    key: str
    asset: str
    side: MoneySide
    yuan: FloatArray
    vat_frac: float

    @property
    def kind(self) -> StreamKind:
        """What tells it apart from other streams."""
        return StreamKind(self.key, self.asset, self.side, self.vat_frac)


def stream_of(kind: StreamKind, yuan: FloatArray) -> YearlyStream:
    """Return the stream of a kind."""
    return YearlyStream(key=kind.key, asset=kind.asset, side=kind.side, yuan=yuan, vat_frac=kind.vat_frac)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetime:
    """All cash streams, metered energy and ageing of a site by operating year.

    `out_mwh` and `in_mwh` map an asset to shape (years,), `figures` to its own figures by name, each (years,): health,
    usable energy, cycles; `purchases` to what was bought, `operating_year` counted in the asset's own years.
    `dispatched` says which years were optimised, the others lie between them; `remarks` is what a law was asked beyond
    its range.
    """

    calendar_years: tuple[int, ...]
    streams: tuple[YearlyStream, ...]
    out_mwh: Mapping[str, FloatArray]
    in_mwh: Mapping[str, FloatArray]
    figures: Mapping[str, Mapping[str, FloatArray]]
    purchases: Mapping[str, tuple[Purchase, ...]] = field(default_factory=dict)
    dispatched: tuple[bool, ...] = ()
    remarks: tuple[str, ...] = ()

    def of_assets(self, names: Sequence[str]) -> tuple[YearlyStream, ...]:
        """Return the streams of some assets; those of one key and one VAT rate are added up."""
        chosen: dict[tuple[str, float], YearlyStream] = {}
        for stream in self.streams:
            if stream.asset in names:
                kind = (stream.key, stream.vat_frac)
                so_far = chosen[kind].yuan if kind in chosen else 0.0
                chosen[kind] = replace(stream, asset="+".join(names), yuan=stream.yuan + so_far)
        return tuple(chosen.values())
