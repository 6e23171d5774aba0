"""Two steps of every block as text.

`python -m tests.formulation.lp_texts` writes the stored files anew; read the difference.
"""

from pathlib import Path

from storage_model.dispatch.model import build_model
from storage_model.dispatch.two_stage import Future, build_two_stage
from tests.formulation.small_sites import ASSET_SETS, small_site

FOLDER = Path(__file__).parent
# File → assets, products, first step, and the steps in which the first asset is made exact.
STORED = {
    "battery": ("battery", "none", "2026-01-01T00:00", ()),
    "battery_kept_apart": ("battery", "none", "2026-01-01T00:00", (1,)),
    "gas_plant": ("gas", "none", "2026-01-01T00:00", ()),
    "gas_hub_sets": ("hub", "none", "2026-01-01T00:00", ()),
    "gas_hub_holding_power": ("hub", "up_down", "2026-01-01T00:00", ()),
    "gas_hub_and_heat": ("hub_and_heat", "none", "2026-01-01T00:00", ()),
    "connection": ("both", "none", "2026-01-01T00:00", ()),
    "day_ahead_energy": ("both", "spot", "2026-01-01T00:00", ()),
    "energy_adder_in": ("battery", "in", "2026-01-01T00:00", ()),
    "energy_adder_out": ("gas", "out", "2026-01-01T00:00", ()),
    "energy_adder_loss": ("battery", "loss", "2026-01-01T00:00", ()),
    "energy_adder_sold": ("gas", "sold", "2026-01-01T00:00", ()),
    "two_settlement_free": ("battery", "two_settlement_free", "2026-01-01T00:00", ()),
    "two_settlement_plan": ("battery", "two_settlement_plan", "2026-01-01T00:00", ()),
    "two_settlement_close": ("battery", "two_settlement_close", "2026-01-01T00:00", ()),
    "reserve_promised": ("battery", "reserve_promised", "2026-01-01T00:00", ()),
    "contract_for_difference": ("battery", "contract", "2026-01-01T00:00", ()),
    "own_supply": ("both", "own_supply", "2026-01-01T00:00", ()),
    "up_down": ("two_batteries", "up_down", "2026-01-01T00:00", ()),
    "reserve_with_least_offer": ("battery", "reserve_least", "2026-01-01T00:00", ()),
    "primary_regulation_over_midnight": ("battery", "primary", "2026-01-01T23:45", ()),
    "secondary_regulation": ("battery", "secondary", "2026-01-01T05:45", ()),
    "demand_charge_over_a_month_end": ("battery", "demand", "2026-01-31T23:45", ()),
    "two_stage": ("battery", "two_settlement_plan", "2026-01-01T00:00", ()),
}


def write(name: str, folder: Path) -> str:
    """Write one text by an ordinary Pyomo build, return it; Pyomo's writers come with its whole environment."""
    import pyomo.environ  # noqa: F401

    assets, markets, start, apart = STORED[name]
    site = small_site(assets, markets, start=start)
    if name == "two_stage":
        model = build_two_stage([Future(probability_frac=share, site=site) for share in (0.75, 0.25)])
    else:
        model = build_model(site, {ASSET_SETS[assets][0]: apart} if apart else None)
    path = folder / f"{name}.lp"
    model.write(str(path), io_options={"symbolic_solver_labels": True})
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in STORED:
        write(each, FOLDER)
