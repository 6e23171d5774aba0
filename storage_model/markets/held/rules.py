"""Power held ready as Pyomo rules: figures by span, their split between two sides, energy called, pay."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from storage_model.blocks import Claim, ModelTime, Offer
from storage_model.markets.held.terms import HeldTerms


def write_offers(terms: HeldTerms, block: Any, time: ModelTime) -> Mapping[str, Offer]:
    """Declare every participant's figures on a sub-block of its own; return its offer."""
    import pyomo.core as pyo

    numbers = terms.span_numbers()
    block.spans = pyo.RangeSet(0, int(numbers.max()))
    block.span_of_step = pyo.Param(time.steps, initialize=numbers)
    block.of = pyo.Block(list(terms.participants))
    for name in terms.participants:
        _write_figures(terms, block, block.of[name], name)
        for direction in terms.directions:
            _write_sides(terms, block, name, direction, time)
    if terms.total_mw is not None and len(terms.participants) > 1:
        _write_total(terms, block)
    return {name: _offer(terms, block.of[name], time.count) for name in terms.participants}


def _write_figures(terms: HeldTerms, block: Any, own: Any, name: str) -> None:
    """Declare what one participant holds by span [MW]; with a least figure it takes part wholly or not at all."""
    import pyomo.core as pyo

    if terms.given is not None:
        for figure, promised_mw in terms.given[name].items():
            promised = pyo.Param(block.spans, initialize=terms.by_span(promised_mw))
            own.add_component(f"{figure}_promised", promised)
            own.add_component(figure, pyo.Var(block.spans, bounds=_exactly(promised)))
        return
    most_mw = terms.by_span(terms.most_mw[name])
    own.most_mw = pyo.Param(block.spans, initialize=most_mw)
    for figure in dict.fromkeys(terms.figures.values()):
        own.add_component(figure, pyo.Var(block.spans, bounds=lambda b, s: (0, b.most_mw[s])))
        if terms.least_mw > 0:
            own.add_component(f"{figure}_offered", pyo.Var(block.spans, domain=pyo.Binary))
            own.add_component(f"{figure}_least", pyo.Constraint(block.spans, rule=_at_least(figure, terms.least_mw)))
            own.add_component(f"{figure}_none", pyo.Constraint(block.spans, rule=_none_unless_offered(figure)))


def _exactly(promised: Any) -> Any:
    def bounds(_: Any, s: Any) -> Any:
        return (promised[s], promised[s])

    return bounds


def _at_least(figure: str, least_mw: float) -> Any:
    def rule(b: Any, s: Any) -> Any:
        return getattr(b, figure)[s] >= least_mw * getattr(b, f"{figure}_offered")[s]

    return rule


def _none_unless_offered(figure: str) -> Any:
    def rule(b: Any, s: Any) -> Any:
        return getattr(b, figure)[s] <= b.most_mw[s] * getattr(b, f"{figure}_offered")[s]

    return rule


def _write_sides(terms: HeldTerms, block: Any, name: str, direction: str, time: ModelTime) -> None:
    """Publish one direction by side [MW]: the whole figure on the only side, or split between both by the step."""
    import pyomo.core as pyo

    own, span_of_step = block.of[name], block.span_of_step
    figure_mw, sides = getattr(own, terms.figures[direction]), terms.directions[direction].sides

    def whole(_: Any, t: Any) -> Any:
        return figure_mw[span_of_step[t]]

    if len(sides) == 1:
        own.add_component(f"{direction}_{sides[0]}_mw", pyo.Expression(time.steps, rule=whole))
        return
    out_mw = pyo.Var(time.steps, bounds=(0, float(terms.most_mw[name].max())))
    own.add_component(f"{direction}_out_mw", out_mw)

    def rest(_: Any, t: Any) -> Any:
        return figure_mw[span_of_step[t]] - out_mw[t]

    def split(_: Any, t: Any) -> Any:
        return out_mw[t] <= figure_mw[span_of_step[t]]

    own.add_component(f"{direction}_in_mw", pyo.Expression(time.steps, rule=rest))
    own.add_component(f"{direction}_split", pyo.Constraint(time.steps, rule=split))


def _write_total(terms: HeldTerms, block: Any) -> None:
    """Bound what all participants hold together in a span [MW]."""
    import pyomo.core as pyo

    if terms.total_mw is None:
        raise ValueError("no total to bound")
    block.total_mw = pyo.Param(block.spans, initialize=terms.by_span(terms.total_mw))

    for figure in dict.fromkeys(terms.figures.values()):
        figures = [getattr(block.of[name], figure) for name in terms.participants]

        def within_total(b: Any, s: Any, figures: list[Any] = figures) -> Any:
            return sum(each[s] for each in figures) <= b.total_mw[s]

        block.add_component(f"{figure}_total", pyo.Constraint(block.spans, rule=within_total))


def write_called(terms: HeldTerms, block: Any, time: ModelTime) -> Mapping[str, Claim]:
    """Publish the power expected to be called from each participant, signed as its meters count it [MW]."""
    import pyomo.core as pyo

    for direction, rules in terms.directions.items():
        block.add_component(f"{direction}_called_frac", pyo.Param(time.steps, initialize=rules.called_frac))
    claims: dict[str, Claim] = {}
    for name in terms.participants:
        own = block.of[name]
        for side, more, less in (("out", "up", "down"), ("in", "down", "up")):
            parts = [
                (sign, getattr(block, f"{direction}_called_frac"), getattr(own, f"{direction}_{side}_mw"))
                for sign, direction in ((1.0, more), (-1.0, less))
                if hasattr(own, f"{direction}_{side}_mw")
            ]
            if parts:
                own.add_component(f"called_{side}_mw", pyo.Expression(time.steps, rule=_called(parts)))
        if terms.in_per_out is not None and hasattr(own, "called_in_mw"):
            own.called_balance = pyo.Constraint(time.steps, rule=_balanced(terms.in_per_out))
        claims[name] = Claim(
            out_mw=getattr(own, "called_out_mw", None),
            in_mw=getattr(own, "called_in_mw", None),
            settled=terms.called is not None,
        )
    return claims


def _called(parts: list[tuple[float, Any, Any]]) -> Any:
    def rule(_: Any, t: Any) -> Any:
        return sum(sign * called_frac[t] * power_mw[t] for sign, called_frac, power_mw in parts)

    return rule


def _balanced(in_per_out: float) -> Any:
    def rule(b: Any, t: Any) -> Any:
        sent_mw = b.called_out_mw[t] if hasattr(b, "called_out_mw") else 0.0
        return b.called_in_mw[t] <= in_per_out * sent_mw

    return rule


def write_revenue(terms: HeldTerms, block: Any, time: ModelTime) -> None:
    """Publish `revenue_yuan` [yuan]."""
    import pyomo.core as pyo

    for direction, rules in terms.directions.items():
        block.add_component(f"{direction}_yuan_per_mw_h", pyo.Param(time.steps, initialize=rules.yuan_per_mw_h))
    figures = [
        (getattr(block, f"{direction}_yuan_per_mw_h"), getattr(block.of[name], figure))
        for name in terms.participants
        for direction, figure in terms.figures.items()
    ]
    called = terms.called if terms.moves_energy else None
    if called is not None:
        block.called_sale_yuan_per_mwh = pyo.Param(time.steps, initialize=called.sale_yuan_per_mwh)
        block.called_purchase_yuan_per_mwh = pyo.Param(time.steps, initialize=called.purchase_yuan_per_mwh)
    step_h = time.step_h

    @block.Expression(time.steps, doc="pay for power held + called energy [yuan]")
    def revenue_yuan(b: Any, t: Any) -> Any:
        total_yuan = 0.0
        for rate, figure_mw in figures:
            total_yuan += step_h * rate[t] * figure_mw[b.span_of_step[t]]
        for name in terms.participants if called is not None else ():
            own = b.of[name]
            if hasattr(own, "called_out_mw"):
                total_yuan += step_h * b.called_sale_yuan_per_mwh[t] * own.called_out_mw[t]
            if hasattr(own, "called_in_mw"):
                total_yuan -= step_h * b.called_purchase_yuan_per_mwh[t] * own.called_in_mw[t]
        return total_yuan


def _offer(terms: HeldTerms, own: Any, count: int) -> Offer:
    up, down = terms.up, terms.down
    return Offer(
        up_out_mw=getattr(own, "up_out_mw", None),
        up_in_mw=getattr(own, "up_in_mw", None),
        down_out_mw=getattr(own, "down_out_mw", None),
        down_in_mw=getattr(own, "down_in_mw", None),
        up_frac=np.zeros(count) if up is None else up.called_frac,
        down_frac=np.zeros(count) if down is None else down.called_frac,
        up_sustain_h=0.0 if up is None else up.sustain_h,
        down_sustain_h=0.0 if down is None else down.sustain_h,
    )
