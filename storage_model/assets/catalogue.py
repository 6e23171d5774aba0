"""Every kind of asset a project file may name; a new kind is one file and its line here."""

from typing import Final

from storage_model.assets.asset import Asset
from storage_model.assets.battery import Battery
from storage_model.assets.gas import GasHub
from storage_model.assets.gas_plant import GasPlant

ASSETS: Final[dict[str, type[Asset]]] = {
    "battery": Battery,
    "gas_hub": GasHub,
    "gas_plant": GasPlant,
}
