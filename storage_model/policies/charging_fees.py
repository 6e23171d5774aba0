"""What a storage station pays on the energy it draws (上网环节线损费、系统运行费、输配电价、政府性基金)."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from storage_model.blocks import COST
from storage_model.policies.document import Document
from storage_model.policies.terms import AssetFacts, DemandTerm, EnergyTerm, Term
from storage_model.records import EachMonth, Frac, NonNegative


class ChargingFees(Document):
    """Fees on all drawn energy, tariff and funds on losses, where it applies a demand charge; VAT-inclusive."""

    fixed_costs: ClassVar[Mapping[str, str]] = {"demand_charge": "fuel_and_power"}

    kind: Literal["charging_fees"]
    line_loss_fee_yuan_per_mwh: NonNegative
    """上网环节线损费用 / upstream line-loss fee on all drawn energy [yuan/MWh]"""
    system_operation_fee_yuan_per_mwh: EachMonth
    """系统运行费 / system-operation fee on all drawn energy, January to December [yuan/MWh]"""
    loss_tariff_yuan_per_mwh: NonNegative
    """损耗电量输配电价 / transmission and distribution energy price on drawn minus sold [yuan/MWh]"""
    loss_funds_yuan_per_mwh: NonNegative
    """损耗电量政府性基金及附加 / government funds on drawn minus sold [yuan/MWh]"""
    demand_charge_yuan_per_kw_month: NonNegative
    """需量电价 / demand charge on the highest drawn power of the month [yuan/kW·month]"""
    demand_charge_share_frac: Frac
    """需量电费计收比例 / share of the demand charge that is billed [0–1]"""
    vat_frac: Frac
    """增值税率 / VAT rate inside the fees [0–1]"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return the fees as terms for one asset; what is zero is left out."""
        by_key: dict[str, tuple[Literal["in", "loss"], list[float]]] = {
            "line_loss_fee": ("in", [self.line_loss_fee_yuan_per_mwh] * 12),
            "system_operation_fee": ("in", self.system_operation_fee_yuan_per_mwh),
            "loss_tariff": ("loss", [self.loss_tariff_yuan_per_mwh] * 12),
            "loss_funds": ("loss", [self.loss_funds_yuan_per_mwh] * 12),
        }
        found: list[Term] = [
            EnergyTerm(
                key=key,
                asset=facts.name,
                flow=flow,
                yuan_per_mwh_by_month=tuple(-fee for fee in fees),
                side=COST,
                vat_frac=self.vat_frac,
            )
            for key, (flow, fees) in by_key.items()
            if any(fees)
        ]
        if self.demand_charge_yuan_per_kw_month and self.demand_charge_share_frac:
            found.append(
                DemandTerm(
                    key="demand_charge",
                    asset=facts.name,
                    yuan_per_kw_month=self.demand_charge_yuan_per_kw_month,
                    share_frac=self.demand_charge_share_frac,
                    vat_frac=self.vat_frac,
                )
            )
        return tuple(found)
