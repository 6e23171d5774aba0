"""Money per metered MWh on top of, or in place of, the spot price: fees, tariffs, subsidies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from storage_model.blocks import FloatArray, Flows, ModelTime, Schedule, Stream
from storage_model.horizon import Horizon
from storage_model.markets.market import Market

FlowName = Literal["out", "in", "loss"]

# How each flow counts what is sold and what is drawn: a loss is charged when drawn and refunded when sold.
WEIGHTS: dict[FlowName, tuple[float, float]] = {"out": (1.0, 0.0), "in": (0.0, 1.0), "loss": (-1.0, 1.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyAdder(Market):
    """Paid per MWh of one flow: `out` sold, `in` drawn, `loss` drawn − sold.

    `yuan_per_mwh` has shape (steps,), VAT-inclusive, positive to the project: fees are negative.
    """

    key: str
    participants: tuple[str, ...]
    flow: FlowName
    yuan_per_mwh: FloatArray
    side: Literal["revenue", "cost"]
    vat_frac: float

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Publish `revenue_yuan` [yuan]."""
        import pyomo.environ as pyo

        block.yuan_per_mwh = pyo.Param(time.steps, initialize=self.yuan_per_mwh)
        step_h, parts = time.step_h, [assets[name] for name in self.participants]
        per_out, per_in = WEIGHTS[self.flow]

        @block.Expression(time.steps, doc="rate x flow [yuan]")
        def revenue_yuan(b: Any, t: Any) -> Any:
            flow_mw = sum(per_out * part.out_mw[t] + per_in * part.in_mw[t] for part in parts)
            return step_h * b.yuan_per_mwh[t] * flow_mw

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return one stream per participant."""
        streams: list[Stream] = []
        for name in self.participants:
            flow = flows[name]
            flow_mw = {"out": flow.out_mw, "in": flow.in_mw, "loss": flow.in_mw - flow.out_mw}[self.flow]
            money_yuan = horizon.step_h * self.yuan_per_mwh * flow_mw
            streams.append(Stream(key=self.key, asset=name, side=self.side, yuan=money_yuan, vat_frac=self.vat_frac))
        return tuple(streams)
