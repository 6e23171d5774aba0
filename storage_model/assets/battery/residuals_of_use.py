"""The laws of how a station is used: what it may offer, how often it may cycle, how fast it may change."""

from collections.abc import Iterator

import numpy as np

from storage_model.assets.battery.cells import cells_of
from storage_model.assets.battery.edges import HOURS_PER_YEAR, window_share
from storage_model.assets.battery.hand_over import unspent_mwh
from storage_model.assets.battery.limits import Limits
from storage_model.assets.battery.meters import discharging_mw
from storage_model.assets.battery.terms import BatteryTerms
from storage_model.blocks import ArrayFrame, FloatArray, Offer, Schedule
from storage_model.deviations import largest, outside
from storage_model.units import MINUTES_PER_HOUR


def offers_within_power(schedule: Schedule, offers: tuple[Offer, ...], limits: Limits) -> float:
    """Return how far offers leave what schedule and rating allow, or fall below zero [MW]."""
    charge_mw, discharge_mw = schedule["charge_mw"], schedule["discharge_mw"]
    allowed = {
        "up_out_mw": limits.discharge_mw - discharge_mw,
        "up_in_mw": charge_mw,
        "down_out_mw": discharge_mw,
        "down_in_mw": limits.charge_mw - charge_mw,
    }
    breaches = [0.0]
    for side, most_mw in allowed.items():
        held = [np.asarray(power) for offer in offers if (power := getattr(offer, side)) is not None]
        breaches += [outside(power, 0.0, np.inf) for power in held]
        if held:
            breaches.append(outside(np.sum(held, axis=0), -np.inf, most_mw))
    return largest(np.array(breaches))


def full_calls(station: BatteryTerms, schedule: Schedule, offers: tuple[Offer, ...], limits: Limits) -> float:
    """Return how far a full call of everything at once would leave the store, wherever it is measured [MWh]."""
    groups = cells_of(station)
    into = max(cells.charge_efficiency_frac for cells in groups)
    out = min(cells.discharge_efficiency_frac for cells in groups)
    whole_mwh = sum(cells.usable_mwh for cells in groups)
    stored_mwh = schedule["stored_mwh"]
    above_mwh = stored_mwh - whole_mwh * limits.floor_frac
    below_mwh = whole_mwh * limits.ceiling_frac - stored_mwh
    up_mwh, down_mwh = np.zeros(len(stored_mwh) - 1), np.zeros(len(stored_mwh) - 1)
    for offer in offers:
        up_mwh += offer.up_sustain_h * _moved(offer.up_in_mw, offer.up_out_mw, into, out)
        down_mwh += offer.down_sustain_h * _moved(offer.down_in_mw, offer.down_out_mw, into, out)
    breaches = [0.0]
    for call_mwh, room_mwh in ((up_mwh, above_mwh), (down_mwh, below_mwh)):
        # Without a call there is no claim on the store; its own limits are another law.
        called = call_mwh > 0
        if station.sustain_measured_at != "end":
            breaches.append(outside(call_mwh[called], 0.0, room_mwh[:-1][called]))
        if station.sustain_measured_at != "start":
            breaches.append(outside(call_mwh[called], 0.0, room_mwh[1:][called]))
    return largest(np.array(breaches))


def cycle_budget(station: BatteryTerms, schedule: Schedule, frame: ArrayFrame) -> Iterator[tuple[str, float]]:
    """Yield by how much the energy discharged exceeds the tightest budget [MWh], if there is any."""
    cycles, horizon = station.cycles, frame.horizon
    offers = frame.offers if cycles.count_activation else ()
    sent_mwh = frame.step_h * discharging_mw(schedule, offers)
    breaches, ends = [], frame.ends
    if cycles.per_day is not None:
        spent_mwh = np.bincount(horizon.windows("day"), sent_mwh)
        spent_mwh[0] -= unspent_mwh(ends, "cycles_per_day")
        breaches.append(np.max(spent_mwh - cycles.per_day * station.energy_mwh * window_share(horizon, "day")))
    if cycles.per_year is not None:
        spent_mwh = np.bincount(horizon.windows("year"), sent_mwh)
        spent_mwh[0] -= unspent_mwh(ends, "cycles_per_year")
        breaches.append(np.max(spent_mwh - cycles.per_year * station.energy_mwh * window_share(horizon, "year")))
    if cycles.lifetime is not None and cycles.lifetime_years is not None:
        a_year_mwh = cycles.lifetime * station.energy_mwh / cycles.lifetime_years
        most_mwh = a_year_mwh * horizon.hours / HOURS_PER_YEAR + unspent_mwh(ends, "cycles_of_a_life")
        breaches.append(sent_mwh.sum() - most_mwh)
    if breaches:
        yield "cycle_budget", float(np.max([0.0, *breaches]))


def ramp(station: BatteryTerms, schedule: Schedule, frame: ArrayFrame) -> Iterator[tuple[str, float]]:
    """Yield by how much scheduled power changes too fast [MW], if there is a limit."""
    if station.ramp_mw_per_min is None:
        return
    most_mw = station.ramp_mw_per_min * MINUTES_PER_HOUR * frame.step_h
    net_mw = schedule["discharge_mw"] - schedule["charge_mw"]
    if frame.ends.start is not None and "net_mw" in frame.ends.start:
        net_mw = np.insert(net_mw, 0, frame.ends.start["net_mw"])
    yield "ramp_limit", outside(np.diff(net_mw), -most_mw, most_mw)


def _moved(in_mw: FloatArray | None, out_mw: FloatArray | None, into: float, out: float) -> FloatArray | float:
    """Return what calling all of an offer moves in the store per hour [MW]."""
    drawn = 0.0 if in_mw is None else into * in_mw
    return drawn + (0.0 if out_mw is None else out_mw / out)
