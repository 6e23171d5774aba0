"""What a case says after merging: values, origins, sources, series; and that it can be written down and read again."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from storage_model.assets.battery import Battery
from storage_model.assets.catalogue import ASSETS
from storage_model.policies.catalogue import POLICIES
from storage_model.problems import InputError
from storage_model.scenario.load import load_scenario
from storage_model.scenario.merging.overrides import parse_overrides
from storage_model.scenario.resolved import resolved_yaml
from tests.bad_inputs.site import HOURS, SHIPPED, case_of, make_site

BASE = "shouyang_base.yaml"


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


def test_the_base_case_says_what_is_known_of_shouyang(cases: Path) -> None:
    """200 MW, 400 MWh, 800 million yuan, fifteen years from 2027, four fifths lent: the question as asked."""
    scenario = load_scenario(cases / BASE, {})
    station = scenario.projects["station"]
    assert scenario.name == "shouyang_base"
    assert (scenario.assets["station"].rated_power_mw, scenario.assets["station"].duration_h) == (200.0, 2.0)
    assert station.investment_yuan == 800e6
    assert [item.amount_yuan / 800e6 for item in station.investment.values()] == [0.7, 0.2, 0.08, 0.02]
    assert (station.first_operating_year, station.operating_years, station.loan_share_frac) == (2027, 15, 0.8)
    assert scenario.projects["gas"].investment_yuan == 45e6
    assert scenario.warnings == ()


def test_small_cases_differ_from_the_base_where_they_say(cases: Path) -> None:
    """Each shipped case moves only the facts its few lines name."""
    base = load_scenario(cases / BASE, {})
    low = load_scenario(cases / "shouyang_low_capex.yaml", {})
    market = load_scenario(cases / "shouyang_gas_at_market.yaml", {})
    old = load_scenario(cases / "shouyang_2025_prices.yaml", {})
    assert low.projects["station"].investment_yuan == pytest.approx(440e6)  # 1.1 yuan/Wh × 400 MWh
    assert _moved(base.facts, low.facts) == {f"projects.station.investment.{row}.amount_yuan" for row in ROWS}
    assert _moved(base.facts, market.facts) == {"markets.day_ahead.participants.1"} | {
        key for key in base.facts if key.startswith("policies.gas_tariff")
    }
    assert old.prices["day_ahead"].file == "inputs/prices/shanxi_2025_like.csv"
    assert sum(old.policies["charging_fees"].system_operation_fee_yuan_per_mwh) == pytest.approx(322.1)
    assert sum(base.policies["charging_fees"].system_operation_fee_yuan_per_mwh) == pytest.approx(424.3 + 8 * 106.1)


ROWS = ("equipment", "civil", "other", "land")


def _moved(one: dict, other: dict) -> set[str]:
    return {
        key
        for key in one.keys() | other.keys()
        if key != "name"
        and not key.startswith("title")
        and getattr(one.get(key), "value", None) != getattr(other.get(key), "value", None)
    }


def test_the_last_word_wins_base_delta_command_line(cases: Path) -> None:
    """A delta overrides the project, `--set` overrides the delta; the origin names the one that counted."""
    path = case_of(cases, "deltas:\n  careful:\n    assets.station.availability_frac: 0.96\n", "careful.yaml")
    key = "assets.station.availability_frac"
    plain = load_scenario(cases / BASE, {}).facts[key]
    by_delta = load_scenario(path, {}).facts[key]
    typed = load_scenario(path, parse_overrides([f"{key}=0.95"])).facts[key]
    assert (plain.value, by_delta.value, typed.value) == (0.97, 0.96, 0.95)
    assert re.fullmatch(r"inputs/projects/shouyang\.yaml:\d+", plain.origin)
    assert by_delta.origin == "delta careful · inputs/cases/careful.yaml:5"
    assert typed.origin == "--set"
    assert typed.assumed


def test_deltas_of_base_and_case_both_count(cases: Path) -> None:
    """Deltas are merged by name: a case adds to what its base changes; replacing the list would lose the first."""
    case_of(cases, "deltas:\n  one:\n    assets.station.power_mw: 190.0\n", "one.yaml")
    (cases / "two.yaml").write_text(
        "extends: one.yaml\ndeltas:\n  two:\n    assets.station.energy_mwh: 380.0\n", encoding="utf-8"
    )
    station = load_scenario(cases / "two.yaml", {}).assets["station"]
    assert (station.rated_power_mw, station.duration_h) == (190.0, 2.0)


def test_sources_reach_every_leaf(cases: Path) -> None:
    """A value carries its own source, else the heading's, else its document's; `assumed` says there is none."""
    facts = load_scenario(cases / BASE, {}).facts
    tariff = facts["policies.charging_fees.loss_tariff_yuan_per_mwh"]
    assert (tariff.source, tariff.date, tariff.confidence) == (
        "发改价格〔2026〕1077号 附件,山西单一制 ≥220 kV",
        "2026-08-01",
        "H",
    )
    assert facts["policies.charging_fees.demand_charge_yuan_per_kw_month"].source.startswith("发改价格〔2026〕114号")
    may = facts["policies.charging_fees.system_operation_fee_yuan_per_mwh.4"]
    assert may.assumed
    assert may.confidence == "L"
    assert not facts["policies.charging_fees.system_operation_fee_yuan_per_mwh.3"].assumed
    assert facts["projects.station.investment.equipment.amount_yuan"].assumed
    unwritten = facts["projects.station.operating_cost.upkeep.yuan_per_mwh_out"]
    assert (unwritten.value, unwritten.origin) == (0.0, "default")
    assert facts["name"].origin == "default"


def test_a_heading_covers_what_lies_below_it(cases: Path) -> None:
    """`sources:` gives source and confidence to leaves that name none, also beside their own note; not to others."""
    body = (
        "price_path:\n"
        "  sources: {source: market report, confidence: M}\n"
        "  level_change_frac_per_year: {value: 0.01, note: own}\n"
        "  spread_erosion_frac_per_year: {value: 0.02, source: assumed}\n"
    )
    facts = load_scenario(case_of(cases, body, "headed.yaml"), {}).facts
    level = facts["price_path.level_change_frac_per_year"]
    assert (level.source, level.confidence, level.note) == ("market report", "M", "own")
    assert facts["price_path.spread_erosion_frac_per_year"].assumed
    assert "price_path.sources" not in facts


def test_every_number_of_every_shipped_case_has_a_fact(cases: Path) -> None:
    """No number reaches the model without an entry of the same value in the facts."""
    for path in sorted(cases.glob("shouyang*.yaml")):
        scenario = load_scenario(path, {})
        for group, records in (
            ("assets", scenario.assets),
            ("policies", scenario.policies),
            ("projects", scenario.projects),
        ):
            for name, record in records.items():
                for key, value in _numbers(record.model_dump()):
                    assert scenario.facts[f"{group}.{name}.{key}"].value == value


def _numbers(value: object, path: str = "") -> list[tuple[str, object]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [pair for key, child in below for pair in _numbers(child, f"{path}.{key}".lstrip("."))]
    return [*found, (path, value)] if type(value) in (int, float) else found


def test_series_come_on_the_steps_of_the_price(cases: Path) -> None:
    """Hourly gas under hourly prices: 50 m³/min is 3 000 m³/h; an asset without series has none."""
    scenario = load_scenario(cases / BASE, {})
    assert scenario.horizon.count == HOURS
    gas = scenario.series["gas_plant"]
    assert gas["pure_flow"].values == pytest.approx(np.full(HOURS, 3_000.0))
    assert gas["methane"].horizon == scenario.horizon
    assert scenario.series["station"] == {}
    assert set(scenario.prices) == {"day_ahead", "real_time"}


def test_coarser_series_hold_their_value_and_finer_ones_are_refused(cases: Path) -> None:
    """Under half-hour prices an hour of gas holds for two steps; under hourly prices half-hour prices do not fit."""
    lines = (cases.parent / "prices" / "shanxi_2026_like.csv").read_text(encoding="utf-8").splitlines()
    halves = [row.replace(":00:00+", f":{minute}:00+") for row in lines[1:] for minute in ("00", "30")]
    (cases.parent / "prices" / "halves.csv").write_text("\n".join([lines[0], *halves]) + "\n", encoding="utf-8")
    gas = [f"{row.split(',')[0]},{0.10 + 0.01 * (hour % 3):.2f}" for hour, row in enumerate(lines[1:])]
    (cases.parent / "prices" / "gas.csv").write_text("\n".join(["start,methane_frac", *gas]) + "\n", encoding="utf-8")
    body = "prices:\n  day_ahead: {file: ../prices/halves.csv}\n  real_time: {file: ../prices/halves.csv}\n"
    body += "deltas:\n  gas:\n    assets.gas_plant.methane.file: ../prices/gas.csv\n"
    fine = load_scenario(case_of(cases, body, "halves.yaml"), {})
    assert (fine.horizon.count, fine.horizon.step_h) == (2 * HOURS, 0.5)
    assert fine.series["gas_plant"]["methane"].values[:6] == pytest.approx([0.10, 0.10, 0.11, 0.11, 0.12, 0.12])
    body = "prices:\n  real_time: {file: ../prices/halves.csv}\n"
    with pytest.raises(InputError) as caught:
        load_scenario(case_of(cases, body, "mixed.yaml"), {})
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("E213", "inputs/cases/mixed.yaml:4")


def test_a_year_of_prices_is_a_whole_year(cases: Path) -> None:
    """A price file of 8 759 hours would be valued as a year; it is refused."""
    rows = (cases.parent / "prices" / "shanxi_2026_like.csv").read_text(encoding="utf-8").splitlines()
    (cases.parent / "prices" / "short.csv").write_text("\n".join(rows[:-1]) + "\n", encoding="utf-8")
    path = case_of(cases, "prices:\n  day_ahead: {file: ../prices/short.csv}\n", "short.yaml")
    with pytest.raises(InputError) as caught:
        load_scenario(path, {})
    codes = {problem.code: problem for problem in caught.value.problems}
    assert "8759 h" in codes["E212"].got
    assert codes["E212"].place == "inputs/cases/short.yaml:4"
    assert "E213" in codes  # the other series no longer fit either


def test_the_resolved_case_loads_again(cases: Path) -> None:
    """The written case gives the same records, sources and confidences; only the places move."""
    first = load_scenario(cases / "shouyang_low_capex.yaml", {"assets.station.availability_frac": 0.96})
    folder = cases.parents[1] / "results" / "trial"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.resolved.yaml").write_text(resolved_yaml(first, folder), encoding="utf-8")
    again = load_scenario(folder / "scenario.resolved.yaml", {})
    assert again.name == first.name
    assert again.projects == first.projects
    assert again.policies == first.policies
    assert again.assets["station"] == first.assets["station"]
    for key, fact in first.facts.items():
        if not key.endswith(".file"):
            told = again.facts[key]
            numeric = isinstance(fact.value, float | int)
            assert told.value == fact.value
            assert not numeric or (told.source, told.confidence, told.note) == (fact.source, fact.confidence, fact.note)
    np.testing.assert_array_equal(again.prices["day_ahead"].values, first.prices["day_ahead"].values)
    written = YAML(typ="safe", pure=True).load(folder / "scenario.resolved.yaml")
    assert written["assets"]["station"]["availability_frac"]["origin"] == "--set"


def test_files_are_named_with_their_hash(cases: Path) -> None:
    """Every file read is in the list, under its path from the project folder."""
    files = load_scenario(cases / "shouyang_low_capex.yaml", {}).files
    assert {"inputs/cases/shouyang_low_capex.yaml", "inputs/cases/shouyang_base.yaml"} <= files.keys()
    assert {"inputs/projects/shouyang.yaml", "inputs/prices/shanxi_2026_like.csv"} <= files.keys()
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in files.values())


@pytest.mark.parametrize("text", ["assets.station.power_mw", "=3", "a..b=3", "a=[1, 2]", "a=!!python/name:x", "a=.inf"])
def test_a_change_that_is_no_key_and_scalar_is_a_wrong_command(text: str) -> None:
    """`--set` takes a key path and one finite scalar; anything else is refused before a file is read."""
    with pytest.raises(ValueError, match=r"."):
        parse_overrides([text])


def test_scenario_code_names_no_kind() -> None:
    """A new asset or policy is one file and one line of its catalogue: nothing here may know a kind by name."""
    words = "|".join([*ASSETS, *POLICIES, *(record.__name__ for record in [*ASSETS.values(), *POLICIES.values()])])
    for path in sorted((SHIPPED.parent / "storage_model" / "scenario").glob("*.py")):
        code = re.sub(r'""".*?"""|#.*', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(rf"\b({words})\b", code), path.name


def test_the_shipped_schema_is_current_and_fits_the_shipped_files() -> None:
    """`inputs/schema.json` is what the records say today; every shipped file passes it and a slip does not."""
    import jsonschema

    from storage_model.cases.file_schemas import file_schema

    shipped = json.loads((SHIPPED / "schema.json").read_text(encoding="utf-8"))
    assert shipped == file_schema("inputs"), "run `storage-model schema --out inputs/schema.json`"
    validator = jsonschema.Draft202012Validator(shipped)
    for path in sorted(path for part in ("cases", "projects", "policies") for path in (SHIPPED / part).glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=../schema.json\n"), path.name
        read = json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))
        assert [error.message for error in validator.iter_errors(read)] == [], path.name
        assert list(validator.iter_errors({**read, "poewr_mw": 3})), path.name
    power = shipped["$defs"]["Battery"]["properties"]["power_mw"]
    assert "额定" in power["description"]
    assert power["x-unit"] == "MW"


def test_the_schema_tells_what_holds_where_a_key_is_not_written() -> None:
    """An editor shows what a key left out means; where a file changes another, a key left out stays as it was there."""
    known = json.loads((SHIPPED / "schema.json").read_text(encoding="utf-8"))["$defs"]
    hold = known["UpDownMarket"]["properties"]
    assert (hold["called_energy"]["default"], hold["least_mw"]["default"], hold["symmetric"]["default"]) == (
        "meter", 0.0, False,
    )  # fmt: skip
    assert known["SecondaryRegulationMarket"]["properties"]["period_starts_h"]["default"] == [0, 6, 12, 16, 21]
    assert "default" not in hold["hold_h"]
    assert "default" not in known["Part.UpDownMarket"]["properties"]["least_mw"]


def test_a_project_may_extend_others(cases: Path) -> None:
    """The station of one file beside the hub of another; what is taken out is gone, what is said again counts."""
    scenario = load_scenario(cases / "shouyang_with_hub.yaml", {})
    assert list(scenario.assets) == ["station", "hub"]
    assert list(scenario.projects) == ["station", "hub"]
    assert scenario.connection.export_limit_mw == 220.0
    assert {"inputs/projects/shouyang.yaml", "inputs/projects/qiyuan_hub.yaml"} <= scenario.files.keys()


def test_projects_that_extend_each_other_are_told(cases: Path) -> None:
    """A circle is a problem, not an endless loop."""
    project = cases.parent / "projects" / "qiyuan_hub.yaml"
    project.write_text("extends: shouyang_with_hub.yaml\n" + project.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_scenario(cases / "shouyang_with_hub.yaml", {})
    assert "E125" in {problem.code for problem in caught.value.problems}


def test_an_override_may_be_a_list_or_a_mapping(cases: Path) -> None:
    """Who calls from Python gives values as they are: members of a market, a rule with its parts."""
    ends = {"every": "day", "rule": "fixed", "soc_frac": 0.5}
    both = {"assets.station.ends": ends, "markets.day_ahead.participants": ["station"]}
    scenario = load_scenario(cases / BASE, both)
    station = scenario.assets["station"]
    assert isinstance(station, Battery)
    assert station.ends.model_dump() == ends
    assert scenario.markets["day_ahead"].participants == ["station"]
    with pytest.raises(InputError, match="nobody"):
        load_scenario(cases / BASE, {"markets.day_ahead.participants": ["nobody"]})
