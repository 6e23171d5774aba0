"""Energy beside power held up and down in this project."""

from typing import Any

from asked import answer
from of_ours import BUILDS, PACKAGES, solve, station_of

from storage_model.markets.up_down import UpDownMarket
from storage_model.scenario.site import Site
from tests.products import SERIES, data, product
from tests.sites import horizon, site, spot


def build(q: Any) -> Site:
    """One product with a price in each direction, held on either side."""
    over = horizon(len(q.sale), q.step_h)
    own = {"up.price": q.up, "down.price": q.down}
    given = data(over, rated_mw={"battery": q.power_mw}, own=own, day_ahead=q.sale)
    sides = {"price": SERIES, "sustain_h": q.sustain_h}
    held = product(
        UpDownMarket, given, "held", kind="up_down", service="regulation", most_mw=q.most_mw, up=sides, down=sides,
        called_energy="none",
    )  # fmt: skip
    return site({"battery": station_of(q)}, [spot(q.sale, q.purchase), held], over)


answer(build, solve, *PACKAGES, also=BUILDS)
