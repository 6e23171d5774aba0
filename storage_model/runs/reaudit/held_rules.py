"""What inputs and documents ask of a product that holds power, and what they pay, by step of the first year."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from storage_model.blocks import FloatArray
from storage_model.runs.reaudit.evidence import Evidence, items, listed
from storage_model.words.label import Label, text

HOURS_PER_DAY = 24.0
_DAYS_PER_YEAR = 365
_BLOCK_H = 30 / 3600
# Where the file gives none: no table says a list that stands in code alone.
_PERIODS_H = [0.0, 6.0, 12.0, 16.0, 21.0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One direction of a product, shape (steps,); None is what a series decides that no table shows."""

    called_frac: FloatArray | None
    sustain_h: float
    rates: Mapping[str, FloatArray | None]
    """by stream [yuan/MW·h]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRules:
    """A product: its directions by `up` and `down`, and limits; `span` numbers the steps that hold one figure."""

    directions: Mapping[str, Asked]
    tied: bool
    most_per_rating: float
    most_mw: float
    least_mw: float
    open_frac: FloatArray | None
    span: npt.NDArray[np.int64]

    @property
    def unknown(self) -> Iterator[Label]:
        """What a series decides that no table shows."""
        if self.open_frac is None:
            yield text("备用限额", "limits of what is held")
        for name, asked in self.directions.items():
            yield from (text(f"{key} 的价格", f"rate of {key}") for key, rate in asked.rates.items() if rate is None)
            if asked.called_frac is None:
                yield text("上调调用电量" if name == "up" else "下调调用电量", f"energy called {name}")


def rules_of(evidence: Evidence, market: str) -> HeldRules:
    """Return the rules of a product in the first operating year; documents take the place of its own values."""
    terms, year = dict(evidence.inputs["markets"][market]), int(evidence.annual["calendar_year"][0])
    for policy in evidence.inputs.get("policies", {}).values():
        if policy["kind"] == "regulation_rules" and policy["market"] == market:
            terms |= policy["values"] if policy["first_year"] <= year <= policy["last_year"] else {}
    return _KINDS[terms["kind"]](evidence, terms)


def _primary(evidence: Evidence, terms: Mapping[str, Any]) -> HeldRules:
    """D × K × price a day, spread over its 24 hours; settled K is 1.0 from 2, a tenth more each half, 2 at most."""
    k = terms["day_k"]
    settled_k = 0.0 if k < 2.0 else min(2.0, 1.0 + 0.1 * np.floor((k - 2.0) * 2.0 + 1e-9))
    rate = terms["price_yuan_per_mw"] * settled_k * terms["blocks_per_day"] / HOURS_PER_DAY
    called = terms["blocks_per_day"] * _BLOCK_H * terms["mean_of_peak_frac"] / HOURS_PER_DAY
    return HeldRules(
        directions={
            "up": _asked(evidence, terms, terms["up_share_frac"] * called, {"primary_regulation": rate}),
            "down": _asked(evidence, terms, (1.0 - terms["up_share_frac"]) * called, {}),
        },
        tied=True,
        most_per_rating=1.0,
        most_mw=terms["most_mw"],
        least_mw=0.0,
        open_frac=None if items(terms, "won") else _won(evidence, terms["won_days_per_year"]),
        span=_days(evidence),
    )


def _secondary(evidence: Evidence, terms: Mapping[str, Any]) -> HeldRules:
    """Mileage × K of settlement × own bid by period, and what called energy lacks where it is made whole."""
    starts_h = np.array(listed(terms, "period_starts_h") or _PERIODS_H)
    period = np.searchsorted(starts_h, _hours(evidence), side="right") - 1
    span = _days(evidence) * len(starts_h) + period
    settled_k = min(2.0, terms["beta_frac"] * 2.0 / terms["best_k"] * terms["k"])
    bids, mileage = (np.array(listed(terms, key)) for key in ("bid_yuan_per_mw", "mileage_per_mw_h"))
    rates: dict[str, FloatArray | None] = {"secondary_regulation": (mileage * settled_k * bids)[period]}
    efficiency = terms.get("make_whole_efficiency_frac")
    if efficiency is not None:
        rates["regulation_make_whole"] = _made_whole(evidence, terms, efficiency, span)
    by_period = np.array([_won(evidence, days) for days in listed(terms, "won_days_per_year")])
    return HeldRules(
        directions={
            "up": _asked(evidence, terms, terms["up_called_frac"], rates),
            "down": _asked(evidence, terms, terms["down_called_frac"], {}),
        },
        tied=True,
        most_per_rating=1.0,
        most_mw=terms["most_mw"],
        least_mw=terms.get("least_mw", 0.0),
        open_frac=None if items(terms, "won") else by_period[period, np.arange(len(period))],
        span=span,
    )


def _made_whole(
    evidence: Evidence, terms: Mapping[str, Any], efficiency: float, span: npt.NDArray[np.int64]
) -> FloatArray | None:
    """Return what called charging costs × efficiency beyond what called discharging earns, mean of each span."""
    prices = called_prices(evidence, terms.get("make_whole_market", "day_ahead"))
    if prices is None:
        return None
    sale, purchase = prices
    lacks = terms["down_called_frac"] * purchase * efficiency - terms["up_called_frac"] * sale
    numbers = np.unique(span, return_inverse=True)[1]
    mean: FloatArray = np.maximum(np.bincount(numbers, lacks), 0.0) / np.bincount(numbers)
    return mean[numbers]


def _up_down(evidence: Evidence, terms: Mapping[str, Any]) -> HeldRules:
    """Price × score a MW and hour by direction, and mileage × its price × score where movement is paid."""
    directions = {}
    for name in ("up", "down"):
        own = items(terms, name)
        if own:
            score, price = own.get("score_frac", 1.0), own.get("price_yuan_per_mw_h")
            rates = {f"{terms['service']}_{name}": None if price is None else score * price}
            if any(own.get(key) is not None for key in ("mileage", "mileage_per_mw_h")):
                moved, paid = own.get("mileage_per_mw_h"), own.get("mileage_price_yuan_per_mw")
                unknown = moved is None or paid is None
                rates[f"{terms['service']}_mileage_{name}"] = None if unknown else score * moved * paid
            called = None if items(own, "called") else own.get("called_frac", 0.0)
            directions[name] = _asked(evidence, own, called, rates)
    hold_h, count = terms.get("hold_h"), len(evidence.dispatch["start"])
    blocks = 0 if hold_h is None else int(np.ceil(HOURS_PER_DAY / hold_h))
    block = np.zeros(count, dtype=np.int64) if hold_h is None else (_hours(evidence) // hold_h).astype(np.int64)
    return HeldRules(
        directions=directions,
        tied=bool(terms.get("symmetric")),
        most_per_rating=terms.get("most_per_rating", 1.0),
        most_mw=np.inf if terms.get("most_mw") is None else terms["most_mw"],
        least_mw=terms.get("least_mw", 0.0),
        open_frac=None if items(terms, "available") else np.ones(count),
        span=np.arange(count) if hold_h is None else _days(evidence) * blocks + block,
    )


_KINDS: dict[str, Callable[[Evidence, Mapping[str, Any]], HeldRules]] = {
    "primary_regulation": _primary,
    "secondary_regulation": _secondary,
    "up_down": _up_down,
}
HOLDERS = tuple(_KINDS)


def called_prices(evidence: Evidence, market: str) -> tuple[FloatArray, FloatArray] | None:
    """Return what a MWh sold earns and one bought costs in an energy market, by step; None where no table says so."""
    for key, terms in evidence.inputs.get("markets", {}).items():
        if (terms["kind"], market) == ("day_ahead_energy", "day_ahead"):
            return evidence.dispatch[f"{key}_sale_yuan_per_mwh"], evidence.dispatch[f"{key}_purchase_yuan_per_mwh"]
    return None


def _asked(evidence: Evidence, terms: Mapping[str, Any], called: float | None, rates: Mapping[str, Any]) -> Asked:
    steps = np.ones(len(evidence.dispatch["start"]))
    return Asked(
        called_frac=None if called is None else called * steps,
        sustain_h=terms["sustain_h"],
        rates={stream: None if rate is None else rate * steps for stream, rate in rates.items()},
    )


def _days(evidence: Evidence) -> npt.NDArray[np.int64]:
    days = evidence.dispatch["start"].astype("datetime64[D]").astype(np.int64)
    return np.asarray(days - days[0], dtype=np.int64)


def _hours(evidence: Evidence) -> FloatArray:
    """Return the hour of its day a second into each step: a third of an hour may be written as 0.3333."""
    starts = evidence.dispatch["start"]
    hours: FloatArray = (starts - starts.astype("datetime64[D]") + np.timedelta64(1, "s")) / np.timedelta64(1, "h")
    return hours


def _won(evidence: Evidence, days_per_year: float) -> FloatArray:
    """Return 1 on the days a product is won, spread evenly over the calendar year, and 0 on the others."""
    starts = evidence.dispatch["start"]
    day = (starts.astype("datetime64[D]") - starts.astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64)
    share = days_per_year / _DAYS_PER_YEAR
    won: FloatArray = np.floor((day + 1) * share + 1e-9) - np.floor(day * share + 1e-9)
    return won
