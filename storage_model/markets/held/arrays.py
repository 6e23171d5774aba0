"""The same product with plain arrays: what one participant holds ready and what is expected to be called."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage_model.blocks import Claim, FloatArray, Offer, Schedule
from storage_model.markets.held.terms import BOTH, HeldTerms
from storage_model.markets.schedules import part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDirection:
    """One direction of one participant, shape (steps,) [MW]: its figure, both sides, what is called of them."""

    held_mw: FloatArray
    out_mw: FloatArray
    in_mw: FloatArray
    called_out_mw: FloatArray
    called_in_mw: FloatArray


HeldPair = Mapping[str, HeldDirection]


def held_pair(terms: HeldTerms, name: str, schedule: Schedule) -> HeldPair:
    """Return what one participant holds, by `up` and `down`."""
    numbers, found = terms.span_numbers(), dict[str, HeldDirection]()
    for direction, rules in terms.directions.items():
        held_mw = part_of(schedule, name, terms.figures[direction])[numbers]
        if rules.sides == BOTH:
            out_mw = part_of(schedule, name, f"{direction}_out_mw")
        else:
            out_mw = held_mw if rules.sides == ("out",) else np.zeros_like(held_mw)
        in_mw = held_mw - out_mw
        found[direction] = HeldDirection(
            held_mw=held_mw,
            out_mw=out_mw,
            in_mw=in_mw,
            called_out_mw=rules.called_frac * out_mw,
            called_in_mw=rules.called_frac * in_mw,
        )
    return found


def offer_of(terms: HeldTerms, held: HeldPair) -> Offer:
    """Return what is held ready as an offer."""
    up, down, nothing = held.get("up"), held.get("down"), np.zeros(terms.span_of_step.shape)
    return Offer(
        up_out_mw=None if up is None else up.out_mw,
        up_in_mw=None if up is None else up.in_mw,
        down_out_mw=None if down is None else down.out_mw,
        down_in_mw=None if down is None else down.in_mw,
        up_frac=nothing if terms.up is None else terms.up.called_frac,
        down_frac=nothing if terms.down is None else terms.down.called_frac,
        up_sustain_h=0.0 if terms.up is None else terms.up.sustain_h,
        down_sustain_h=0.0 if terms.down is None else terms.down.sustain_h,
    )


def claim_of(terms: HeldTerms, held: HeldPair) -> Claim:
    """Return the power expected to be called, signed as the meters count it."""
    nothing = np.zeros(terms.span_of_step.shape)
    out_mw, in_mw = nothing, nothing
    for sign, direction in ((1.0, held.get("up")), (-1.0, held.get("down"))):
        if direction is not None:
            out_mw = out_mw + sign * direction.called_out_mw
            in_mw = in_mw - sign * direction.called_in_mw
    return Claim(out_mw=out_mw, in_mw=in_mw, settled=terms.called is not None)
