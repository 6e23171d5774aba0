"""docs/prices.md says what the sidecars say."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "docs" / "prices.md").read_text(encoding="utf-8").splitlines()


def aims_of(name: str) -> dict[str, tuple[str, str]]:
    """Return aim and achieved value by key, written as the page writes them."""
    rows = json.loads((ROOT / "inputs" / "prices" / f"{name}.meta.json").read_text(encoding="utf-8"))["aims"]
    return {row["key"]: (f"{row['aim']:g} ± {row['tolerance']:g}", f"{row['achieved']:.4g}") for row in rows}


@pytest.mark.parametrize(
    ("name", "columns", "places"),
    [("shanxi_2025_like", 6, (2, 3)), ("shanxi_2026_like", 6, (4, 5)), ("qiyuan_gas_like", 3, (1, 2))],
)
def test_tables_are_those_of_the_sidecars(name: str, columns: int, places: tuple[int, int]) -> None:
    """Every statistic stands in the table with its aim and what was achieved; a renewed file has to renew the page."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in LINES
        if line.startswith("| `") and ".csv" not in line
    ]
    table = {row[0].strip("`"): tuple(row[place] for place in places) for row in cells if len(row) == columns}
    assert table == aims_of(name)
