"""Every kind of asset a project file may name; a new kind is one file and one line here."""

from typing import Final

from storage_model.assets.battery import Battery
from storage_model.assets.gas_plant import GasPlant

Asset = Battery | GasPlant

ASSETS: Final[dict[str, type[Asset]]] = {
    "battery": Battery,
    "gas_plant": GasPlant,
}
