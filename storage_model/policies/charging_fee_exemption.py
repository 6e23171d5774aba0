"""Fees on charging energy that are not charged, wholly or in part (充电费用减免)."""

from collections.abc import Mapping
from typing import ClassVar, Final, Literal

from storage_model.policies.document import Document, Payer
from storage_model.policies.terms import AssetFacts, ReliefTerm, Term
from storage_model.records import CalendarYear, Frac

FEES: Final = ("line_loss_fee", "system_operation_fee", "loss_tariff", "loss_funds", "demand_charge")


class ChargingFeeExemption(Document):
    """A share of each fee that the station is spared; who pays instead is the other users of the grid."""

    usual_payer: ClassVar[Payer] = "system_operation_fee"
    lever: ClassVar[str] = "system_operation_fee_frac"
    fixed_costs: ClassVar[Mapping[str, str]] = {"demand_charge_relief": "fuel_and_power"}

    kind: Literal["charging_fee_exemption"]
    line_loss_fee_frac: Frac = 0.0
    """线损费用减免 / share of the upstream line-loss fee that is waived [0–1]"""
    system_operation_fee_frac: Frac = 0.0
    """系统运行费减免 / share of the system-operation fee that is waived [0–1]"""
    loss_tariff_frac: Frac = 0.0
    """输配电价减免 / share of the tariff on losses that is waived [0–1]"""
    loss_funds_frac: Frac = 0.0
    """政府性基金减免 / share of the funds on losses that is waived [0–1]"""
    demand_charge_frac: Frac = 0.0
    """需量电费减免 / share of the demand charge that is waived [0–1]"""
    first_year: CalendarYear
    """起始年份 / first calendar year"""
    last_year: CalendarYear
    """终止年份 / last calendar year"""

    def terms(self, facts: AssetFacts) -> tuple[Term, ...]:
        """Return one relief for each fee that is waived at all."""
        shares = {fee: float(getattr(self, f"{fee}_frac")) for fee in FEES}
        return tuple(
            ReliefTerm(
                key=f"{fee}_relief",
                asset=facts.name,
                fee=fee,
                share_frac=share,
                first_year=self.first_year,
                last_year=self.last_year,
            )
            for fee, share in shares.items()
            if share > 0
        )
