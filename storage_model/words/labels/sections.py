"""Words for the parts of a case's input."""

from typing import Final

from storage_model.words.label import Label

SECTION_LABELS: Final[dict[str, Label]] = {
    "connection": Label(zh="并网点", en="Grid connection", unit="none"),
    "assets": Label(zh="资产", en="Asset", unit="none"),
    "markets": Label(zh="市场", en="Markets", unit="none"),
    "projects": Label(zh="项目", en="Project", unit="none"),
    "prices": Label(zh="电价", en="Prices", unit="none"),
    "price_path": Label(zh="电价走势", en="Price path", unit="none"),
    "foresight": Label(zh="预见", en="Foresight", unit="none"),
    "prices_by_year": Label(zh="分年电价", en="Prices of single years", unit="none"),
    "lifetime": Label(zh="逐年计算", en="Operating years", unit="none"),
    "policies": Label(zh="政策", en="Policy", unit="none"),
}
