"""Every kind of policy a file may name; a new kind is one file and its line here."""

from typing import Final

from storage_model.policies.accelerated_depreciation import AcceleratedDepreciation
from storage_model.policies.capacity_lease import CapacityLease
from storage_model.policies.capacity_price import CapacityPrice
from storage_model.policies.capex_grant import CapexGrant
from storage_model.policies.carbon_credit import CarbonCredit
from storage_model.policies.charging_fee_exemption import ChargingFeeExemption
from storage_model.policies.charging_fees import ChargingFees
from storage_model.policies.clawback import Clawback
from storage_model.policies.conduct_penalties import ConductPenalties
from storage_model.policies.discharge_subsidy import DischargeSubsidy
from storage_model.policies.document import Document
from storage_model.policies.drainage_subsidy import DrainageSubsidy
from storage_model.policies.feed_in_tariff import FeedInTariff
from storage_model.policies.guaranteed_cycles import GuaranteedCycles
from storage_model.policies.income_tax_relief import IncomeTaxRelief
from storage_model.policies.interest_subsidy import InterestSubsidy
from storage_model.policies.policy_loan import PolicyLoan
from storage_model.policies.production_premium import ProductionPremium
from storage_model.policies.regulation_rules import RegulationRules
from storage_model.policies.vat_refund import VatRefund

POLICIES: Final[dict[str, type[Document]]] = {
    "accelerated_depreciation": AcceleratedDepreciation,
    "capacity_lease": CapacityLease,
    "capacity_price": CapacityPrice,
    "capex_grant": CapexGrant,
    "carbon_credit": CarbonCredit,
    "charging_fee_exemption": ChargingFeeExemption,
    "charging_fees": ChargingFees,
    "clawback": Clawback,
    "conduct_penalties": ConductPenalties,
    "discharge_subsidy": DischargeSubsidy,
    "drainage_subsidy": DrainageSubsidy,
    "feed_in_tariff": FeedInTariff,
    "guaranteed_cycles": GuaranteedCycles,
    "income_tax_relief": IncomeTaxRelief,
    "interest_subsidy": InterestSubsidy,
    "policy_loan": PolicyLoan,
    "production_premium": ProductionPremium,
    "regulation_rules": RegulationRules,
    "vat_refund": VatRefund,
}
