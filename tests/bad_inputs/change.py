"""One change to the case of Shouyang, a delta at line 5 of its file, and where what it names is written."""

from pathlib import Path

from tests.bad_inputs.entry import Slip, Words
from tests.bad_inputs.site import case_of

AT_THE_CHANGE = "inputs/cases/bad.yaml:5"
PROJECT = "inputs/projects/shouyang.yaml:"
STATION = "assets.station"
BANK = "projects.station.loans.bank"
NEW_CELLS = (
    "{after_operating_years: [8], energy_mwh: 100.0, price_yuan_per_kwh: 500.0, price_year: 2026, "
    "price_change_frac_per_year: -0.03, vat_frac: 0.13, life_years: 10, residual_frac: 0.05"
)
EQUIPMENT = "projects.station.investment.equipment"


def slip(  # noqa: PLR0917
    change: str, code: str, got: str, likely: str, fix: str, place: str = AT_THE_CHANGE, *, strict: bool = False
) -> Slip:
    """Return what is refused; with `strict` by that option only."""

    def make(cases: Path) -> Words:
        return ["check", case_of(cases, f"deltas:\n  slip:\n    {change}\n"), *(["--strict"] if strict else [])]

    return Slip(name=change, make=make, code=code, place=place, got=got, likely=likely, fix=fix)


def odd(  # noqa: PLR0917
    change: str, code: str, got: str, likely: str, fix: str, place: str = AT_THE_CHANGE
) -> Slip:
    """What is let through with a warning, and refused with `--strict`."""
    return slip(change, code, got, likely, fix, place, strict=True)


def of_case(body: str, code: str, got: str, fix: str) -> Slip:
    """What stands in the case itself, at line 3 of its file."""
    place = "inputs/cases/bad.yaml:3"
    return Slip(
        name=body, make=lambda cases: ["check", case_of(cases, body + "\n")], code=code, place=place, got=got, fix=fix
    )
