"""Money per metered MWh on top of, or in place of, the spot price: fees, tariffs, subsidies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from storage_model.blocks import FloatArray, Flows, ModelTime, MoneySide, Schedule, Stream
from storage_model.horizon import Horizon
from storage_model.markets.market import Market

FlowName = Literal["out", "in", "loss", "sold"]

# What each flow counts of an asset's meters: a loss is charged when drawn and refunded when sent.
WEIGHTS: dict[FlowName, dict[str, float]] = {
    "out": {"out_mw": 1.0},
    "in": {"in_mw": 1.0},
    "loss": {"in_mw": 1.0, "out_mw": -1.0},
    "sold": {"traded_out_mw": 1.0},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyAdder(Market):
    """Paid per MWh of one flow: `out` sent, `in` drawn, `loss` drawn − sent, `sold` sent and not used on the spot.

    `key` is the product's own on a site, `stream` what the money is called; empty means the same.

    `yuan_per_mwh` has shape (steps,), VAT-inclusive, positive to the project: fees are negative.
    """

    key: str
    participants: tuple[str, ...]
    flow: FlowName
    yuan_per_mwh: FloatArray
    side: MoneySide
    vat_frac: float
    stream: str = ""

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Publish `revenue_yuan` [yuan]."""
        import pyomo.core as pyo

        block.yuan_per_mwh = pyo.Param(time.steps, initialize=self.yuan_per_mwh)
        step_h = time.step_h
        parts = [
            (weight, getattr(assets[name], field))
            for name in self.participants
            for field, weight in WEIGHTS[self.flow].items()
        ]

        @block.Expression(time.steps, doc="rate x flow [yuan]")
        def revenue_yuan(b: Any, t: Any) -> Any:
            return step_h * b.yuan_per_mwh[t] * sum(weight * metered_mw[t] for weight, metered_mw in parts)

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return one stream per participant."""
        streams: list[Stream] = []
        for name in self.participants:
            flow = flows[name]
            flow_mw = {
                "out": flow.out_mw,
                "in": flow.in_mw,
                "loss": flow.in_mw - flow.out_mw,
                "sold": flow.traded_out_mw,
            }
            money_yuan = horizon.step_h * self.yuan_per_mwh * flow_mw[self.flow]
            stream = self.stream or self.key
            streams.append(Stream(key=stream, asset=name, side=self.side, yuan=money_yuan, vat_frac=self.vat_frac))
        return tuple(streams)
