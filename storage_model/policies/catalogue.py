"""Every kind of policy a file may name; a new kind is one file and one line here."""

from typing import Final

from storage_model.policies.capacity_lease import CapacityLease
from storage_model.policies.capacity_price import CapacityPrice
from storage_model.policies.charging_fees import ChargingFees
from storage_model.policies.conduct_penalties import ConductPenalties
from storage_model.policies.feed_in_tariff import FeedInTariff

Policy = CapacityLease | CapacityPrice | ChargingFees | ConductPenalties | FeedInTariff

POLICIES: Final[dict[str, type[Policy]]] = {
    "capacity_lease": CapacityLease,
    "capacity_price": CapacityPrice,
    "charging_fees": ChargingFees,
    "conduct_penalties": ConductPenalties,
    "feed_in_tariff": FeedInTariff,
}
