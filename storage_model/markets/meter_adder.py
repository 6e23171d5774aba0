"""Money per unit of what an asset meters besides electricity: methane used, credits earned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage_model.blocks import Flows, ModelTime, MoneySide, Schedule, Stream
from storage_model.horizon import Horizon
from storage_model.markets.market import Market


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterAdder(Market):
    """Rate × what a meter counts, VAT-inclusive [yuan per m³ or t]; an asset without that meter is paid nothing.

    `key` is the product's own on a site, `stream` what the money is called; empty means the same.
    """

    key: str
    participant: str
    meter: str
    yuan_per_unit: float
    side: MoneySide
    vat_frac: float
    stream: str = ""

    def attach(self, block: Any, time: ModelTime, assets: Any) -> None:
        """Publish `revenue_yuan` [yuan]."""

        per_h, rate = assets[self.participant].component(self.meter), time.step_h * self.yuan_per_unit

        @block.Expression(time.steps, doc="rate x meter [yuan]")
        def revenue_yuan(b: Any, t: Any) -> Any:  # noqa: ARG001 - the meter stands on the asset's block
            return 0.0 if per_h is None else rate * per_h[t]

    def settle(self, flows: Mapping[str, Flows], schedule: Schedule, horizon: Horizon) -> tuple[Stream, ...]:
        """Return one stream; none for an asset without the meter."""
        flow = flows[self.participant]
        if self.meter not in flow.meters:
            return ()
        yuan = horizon.step_h * self.yuan_per_unit * flow.meters[self.meter]
        key = self.stream or self.key
        return (Stream(key=key, asset=self.participant, side=self.side, yuan=yuan, vat_frac=self.vat_frac),)
