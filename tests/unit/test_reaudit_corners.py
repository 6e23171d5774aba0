"""The audit in rarer corners: what it holds against a run there, and where it has nothing to hold against."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from storage_model.runs.reading.folder import open_run
from storage_model.runs.reaudit.evidence import Evidence, evidence_of
from storage_model.runs.reaudit.files import series_laws
from storage_model.runs.reaudit.returns import payback_apart
from storage_model.runs.reaudit.whole import FAMILIES, audited, reaudited
from storage_model.runs.reaudit.yearly import in_year
from tests.mutants import Fault, both, in_input, in_summary, in_table
from tests.run_folders import written_run

FREE = {"every": "horizon", "rule": "free"}
TWELVE = {str(month): 10.0 + month for month in range(12)}


@lru_cache(maxsize=1)
def _evidence() -> Evidence:
    return evidence_of(open_run(written_run()))


def _held(plant: Fault) -> dict[str, bool]:
    """Return every law after a fault, and whether it holds."""
    laws = audited(plant(_evidence()), FAMILIES)
    return {law.name: law.passed for family in laws.values() for law in family}


def _realised(share: float | None, said: float | None) -> Fault:
    """Return a run on forecasts: what of the perfect margin was realised, and what is said of it."""
    perfect = _evidence().summary["foresight"]["perfect_yuan"]
    return _with_margins(perfect, None if share is None else share * perfect, said)


def _with_margins(most: float, realised: float | None, said: float | None, beside: float = 0.0) -> Fault:
    """Return a run on forecasts with at most so much to earn, the assets' own `beside` what they earn together."""
    perfect = _evidence().summary["foresight"]["perfect_yuan"]

    def planted(evidence: Evidence) -> Evidence:
        margins = {
            "perfect_at_most_yuan": most,
            "perfect_by_asset_yuan": {"station": perfect},
            "realised_by_asset_yuan": {"station": (realised or 0.0) + beside},
        }
        return replace(
            evidence, summary={**evidence.summary, "foresight": {**evidence.summary["foresight"], **margins}}
        )

    return both(
        planted,
        in_summary("foresight.realised_yuan_state", lambda _: "ok"),
        in_summary("foresight.realised_yuan", lambda _: realised),
        in_summary("foresight.capture_ratio_frac", lambda _: said),
    )


def _without_debt(values: float | None) -> Fault:
    """Return a project whose coverage has no value in any year, and what is said of its least."""

    def planted(evidence: Evidence) -> Evidence:
        key = ("gas", "debt_service", "dscr")
        rows = {**evidence.statements.rows, key: np.full(len(evidence.statements.years), np.nan)}
        return replace(evidence, statements=replace(evidence.statements, rows=rows))

    return both(planted, in_summary("projects.gas.dscr_min", lambda _: values))


# What the files say → the law about it, and whether it holds.
HELD: dict[str, tuple[Fault, str, bool]] = {
    "eight tenths realised": (_realised(0.8, 0.8), "foresight.capture_ratio", True),
    "less realised than said": (_realised(0.7, 0.8), "foresight.capture_ratio", False),
    "eight tenths of what is proved": (_with_margins(1e12, 8e11, 0.8), "foresight.capture_ratio", True),
    "more realised than can be": (_with_margins(1e12, 1.1e12, 1.1), "foresight.realised_at_most", False),
    "more known to be best than can be": (_with_margins(1.0, 1.0, 1.0), "foresight.perfect_at_most", False),
    "assets that realise more than all": (_with_margins(1e12, 8e11, 0.8, 1e6), "foresight.realised_of_assets", False),
    "no coverage in any year": (_without_debt(None), "gas.dscr_min", True),
    "coverage made up": (_without_debt(1.2), "gas.dscr_min", False),
    "a station too small for a capacity price": (
        in_input("policies.capacity_price.least_power_mw", 300.0), "station.capacity_price.money_of_each_year", False
    ),
    "a station just large enough": (
        in_input("policies.capacity_price.least_power_mw", 200.0), "station.capacity_price.money_of_each_year", True
    ),
    "a store too short for a capacity price": (
        in_input("policies.capacity_price.least_hours", 4.0), "station.capacity_price.money_of_each_year", False
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", HELD)
def test_what_a_run_says_is_held_against_it(said: str) -> None:
    """The same law holds for the right figure and breaks for a wrong one."""
    plant, law, holds = HELD[said]
    assert _held(plant)[law] is holds


# What the files say → the law nothing is left of.
NOTHING_TO_HOLD: dict[str, tuple[Fault, str]] = {
    "a store that may end anywhere": (in_input("assets.station.ends", FREE), "station.ends_as_it_began"),
    "forecasts that realised nothing known": (_realised(None, None), "foresight.capture_ratio"),
    "a column the file does not have": (
        in_input("prices.day_ahead.column", "elsewhere"), "day_ahead.series_is_its_file"
    ),
    "a loss charged by the month": (
        in_input("policies.charging_fees.loss_tariff_yuan_per_mwh", TWELVE), "station.loss_tariff.money_of_each_year"
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", NOTHING_TO_HOLD)
def test_where_nothing_can_be_held_nothing_is(said: str) -> None:
    """The law is there for the run as it is, and absent where its figure no longer bounds anything."""
    plant, law = NOTHING_TO_HOLD[said]
    assert law in _held(lambda evidence: evidence) or law == "foresight.capture_ratio"
    assert law not in _held(plant)


def test_inputs_that_stand_elsewhere_are_gone() -> None:
    """Without a series file where the run names it there is no project folder to look below."""
    evidence = _evidence()
    assert set(reaudited(evidence).inputs.values()) == {"unchanged"}
    moved: dict[str, Any] = {
        name: {**terms, "file": "elsewhere/no.csv"} for name, terms in evidence.inputs["prices"].items()
    }
    audit = reaudited(replace(evidence, inputs={**evidence.inputs, "prices": moved}))
    assert set(audit.inputs.values()) == {"gone"}


@pytest.mark.parametrize(("flows", "years", "far"), [
    ([0.0, 5.0, 5.0], None, 0.0), ([0.0, 5.0, 5.0], 1.0, np.inf), ([-1.0, 5.0, 5.0], None, np.inf),
])  # fmt: skip
def test_a_payback_of_nothing_spent(flows: list[float], years: float | None, far: float) -> None:
    """`no_investment` holds where the running sum is never negative, and then no payback is named."""
    said = {"payback": years, "payback_state": "no_investment"}
    assert payback_apart(np.array(flows), said, "payback") == far


def test_a_rate_that_changes_within_a_year() -> None:
    """100 for 182 days of 2027 and 200 for 183; 200 in all of 2028; nothing before the first day."""
    rate = {"2027-01-01": 100.0, "2027-07-02": 200.0}
    assert [in_year(rate, year) for year in (2026, 2028)] == [0.0, 200.0]
    assert in_year(rate, 2027) == pytest.approx((182 * 100 + 183 * 200) / 365)


def test_a_value_that_is_no_number_breaks_the_family() -> None:
    """Cycles of one station that are no number: not passed over, the law about finite values names them."""
    held = _held(in_table("annual", lambda columns: columns["station_full_cycles"].fill(np.nan)))
    assert held["station.full_cycles"] is False


def test_a_series_whose_file_is_gone_or_changed_is_said() -> None:
    """The prices are then held against no file: told with the reason; gas still is against its own."""
    good = _evidence()
    changed = {name: "0" * 64 if "shanxi" in name else sha for name, sha in good.run.manifest["inputs_sha256"].items()}
    cases = {
        "it has other bytes than the run was made from": (
            "文件已改动", replace(good, run=replace(good.run, manifest={**good.run.manifest, "inputs_sha256": changed}))
        ),
        "it is no longer there": (
            "文件已不在原处", in_input("prices.day_ahead.file", "../../inputs/prices/no.csv")(good)
        ),
    }  # fmt: skip
    for en, (zh, evidence) in cases.items():
        audit = reaudited(evidence)
        assert audit.failed == ()
        said = {one.en: one.zh for one in audit.not_covered if one.en.startswith("day_ahead: ")}
        ((words, chinese),) = said.items()
        assert words.endswith(en)
        assert chinese.endswith(zh)
        names = {law.name for law in audit.laws["rates"]}
        assert "gas_plant.pure_flow.series_is_its_file" in names
        assert "day_ahead.series_is_its_file" not in names


def test_a_series_of_a_contract_moves_on_from_its_file() -> None:
    """2 % a year, file of 2026, operating from 2027: each price times 1.02, and not as the file has it."""
    good = _evidence()
    terms = {**good.inputs["prices"]["day_ahead"], "change_frac_per_year": 0.02}
    contract = {"kind": "contract_for_difference", "price": terms}
    as_read = good.dispatch["series_day_ahead_yuan_per_mwh"]
    for factor, holds in ((1.02, True), (1.0, False)):
        evidence = replace(
            good,
            inputs={**good.inputs, "markets": {"contract": contract}},
            dispatch={**good.dispatch, "contract_contract_yuan_per_mwh": factor * as_read},
        )
        laws = {law.name: law.passed for law in series_laws(evidence)}
        assert laws["contract.price.series_is_its_file"] is holds
