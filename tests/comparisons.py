"""One comparison to report on: no support, the expected capacity price, cheaper loans and taxes; target and map."""

from functools import lru_cache

from storage_model.cases.compare.break_even import Aim, Axis
from storage_model.cases.compare.compare import Ask, Comparison, compare
from storage_model.cases.compare.lives import Lives
from storage_model.cases.compare.parameter import Parameter
from storage_model.finance.indicators.crossing import Target
from tests.bad_inputs.site import make_site
from tests.kept import kept_folder

_FOLDER = kept_folder("comparison-")
CASES = ("policy_p00_no_support", "policy_p09_finance_support", "policy_p01_shanxi_expected")
_PRICE = "policies.capacity_price"


@lru_cache(maxsize=1)
def comparison() -> Comparison:
    """Return the station's comparison over a year of made-up hours; the map is over the last case's price."""
    cases = make_site(_FOLDER)
    axes = (
        Axis(parameter=Parameter(path=f"{_PRICE}.rate_yuan_per_kw_year"), values=(0.0, 300.0, 600.0, 900.0)),
        Axis(parameter=Parameter(path=f"{_PRICE}.supply_coefficient_frac"), values=(0.25, 0.5, 1.0)),
    )
    aim = Aim(project="station", key="irr_project_after_tax_frac", target=Target(value=0.06))
    ask = Ask(project="station", aim=aim, axes=axes)
    return compare([cases / f"{name}.yaml" for name in CASES], {}, ask, Lives())
