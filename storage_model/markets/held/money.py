"""Money of power held ready, with plain arrays."""

from collections.abc import Mapping

from storage_model.blocks import COST, REVENUE, FloatArray, Stream
from storage_model.markets.held.arrays import HeldPair
from storage_model.markets.held.terms import HeldTerms


def held_streams(terms: HeldTerms, by_name: Mapping[str, HeldPair], step_h: float) -> tuple[Stream, ...]:
    """Return pay by stream, and energy called up and down where the product settles it."""
    streams: list[Stream] = []
    for name, pair in by_name.items():
        for key, yuan in _pay(terms, pair, step_h).items():
            streams.append(Stream(key=key, asset=name, side=REVENUE, yuan=yuan, vat_frac=terms.vat_frac))
        if terms.moves_energy:
            streams.extend(_called(terms, name, pair, step_h))
    return tuple(streams)


def _pay(terms: HeldTerms, pair: HeldPair, step_h: float) -> dict[str, FloatArray]:
    by_key: dict[str, FloatArray] = {}
    for direction, rules in terms.directions.items():
        for key, rate in rules.pay.items():
            yuan = step_h * rate * pair[direction].held_mw
            by_key[key] = by_key[key] + yuan if key in by_key else yuan
    return by_key


def _called(terms: HeldTerms, name: str, pair: HeldPair, step_h: float) -> list[Stream]:
    price, streams = terms.called, list[Stream]()
    if price is None:
        return streams
    for direction, key, side, sign in (
        ("up", "called_up_energy", REVENUE, 1.0),
        ("down", "called_down_energy", COST, -1.0),
    ):
        if direction in pair:
            held = pair[direction]
            yuan = price.sale_yuan_per_mwh * held.called_out_mw + price.purchase_yuan_per_mwh * held.called_in_mw
            yuan = sign * step_h * yuan
            streams.append(Stream(key=key, asset=name, side=side, yuan=yuan, vat_frac=terms.energy_vat_frac))
    return streams
