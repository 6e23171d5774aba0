"""What reports make of a kind of asset, policy or row they were not written for: nothing wrong, nothing unsaid."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage_model.assets.battery import Battery
from storage_model.blocks import REVENUE
from storage_model.cases.compare.shares import other_parts
from storage_model.cases.project_numbers import STREAM_CATEGORY
from storage_model.policies.capex_grant import CapexGrant
from storage_model.policies.catalogue import POLICIES
from storage_model.policies.terms import YearlyTerm
from storage_model.policies.terms_finance import ProjectFacts
from storage_model.runs.lineage.explain import explain
from storage_model.runs.lineage.streams import first_year_node
from storage_model.runs.lineage.trail import trail_through
from storage_model.runs.lineage.unfold import unfolded
from storage_model.runs.reaudit.scope import MOVED_BY, PAYING
from storage_model.runs.reaudit.whole import reaudited
from storage_model.scenario.load import load_scenario
from storage_model.scenario.policy_terms import project_terms
from storage_model.words.assumptions import assumptions, input_words
from storage_model.words.formulas.balance import BALANCE
from storage_model.words.formulas.debt import DEBT
from storage_model.words.stocks import is_stock
from tests.bad_inputs.site import case_of, make_site
from tests.mutants import both, in_input, in_summary
from tests.policies import policy, under
from tests.short_runs import short_evidence


def test_a_policy_of_a_new_kind_is_said_not_to_be_covered() -> None:
    """It may move loans, taxes, write-offs and what is fixed cost: a run with one was said to fail its audit."""
    evidence = short_evidence("promised")
    newer = both(in_input("policies.loan.kind", "green_loan"), in_input("policies.holiday.kind", "new_zone"))(evidence)
    audit = reaudited(newer)
    assert audit.failed == ()
    assert audit.count < reaudited(evidence).count
    why = "policies.loan: verify does not know green_loan, policies.holiday: verify does not know new_zone"
    for what in ("loans", "income tax", "write-offs", "VAT refunds", "what of the cost moves with output"):
        assert f"station: {what} from the inputs ({why})" in {said.en for said in audit.not_covered}


@pytest.mark.parametrize(
    ("run", "asset", "told"),
    [
        ("promised", "station", "energy, cycles and cost of storage in the summary"),
        ("worn", "station", "energy, cycles and cost of storage in the summary"),
        ("own use", "gas_plant", "gas power and methane in the summary"),
        ("a hub", "hub", "gas power and methane in the summary"),
    ],
)
def test_a_kind_made_from_a_shipped_one_is_not_called_wrong(run: str, asset: str, told: str) -> None:
    """A flow battery as a `Battery` of another name: the run counts it among stores, and verify said it had none."""
    evidence = short_evidence(run)
    audit = reaudited(in_input(f"assets.{asset}.kind", "newer")(evidence))
    assert audit.failed == ()
    assert f"assets.{asset} (newer): {told}, which may count it" in {said.en for said in audit.not_covered}


def test_a_new_kind_that_stores_nothing_leaves_stores_to_the_audit() -> None:
    """Beside it their energy and the cost of storage are still held: one MWh too many is found."""
    newer = both(
        in_input("assets.gas_plant.kind", "newer"), in_summary("dispatch.energy_charged_mwh", lambda mwh: mwh + 1.0)
    )
    audit = reaudited(newer(short_evidence("promised")))
    assert [law.name for law in audit.failed] == ["dispatch.energy_charged_mwh"]


@pytest.mark.parametrize("more_mwh", [0.0, 1.0])
def test_what_the_summary_tells_of_a_new_kind_is_held_against_its_meters(more_mwh: float) -> None:
    """Energy sent and drawn by name; one MWh more than the meter has is found."""
    evidence = in_input("assets.gas_plant.kind", "newer")(short_evidence("promised"))
    sent, drawn = (evidence.step_h * float(evidence.dispatch[f"gas_plant_{side}_mw"].sum()) for side in ("out", "in"))
    told = {"sent_by_asset_mwh": {"gas_plant": sent + more_mwh}, "drawn_by_asset_mwh": {"gas_plant": drawn}}
    audit = reaudited(replace(evidence, summary={**evidence.summary, "others": told}))
    assert [law.name for law in audit.failed] == ["others.energy_of_other_assets"] * bool(more_mwh)


def test_a_row_of_an_install_that_knows_more_is_left_out_by_name() -> None:
    """The files were said to lack something, and no other row of any statement was looked at."""
    evidence = short_evidence("promised")
    rows = evidence.statements.rows
    newer = {(*key[:2], "green_tax"): values for key, values in rows.items() if key[1:] == ("total_cost", "other_cost")}
    audit = reaudited(replace(evidence, statements=replace(evidence.statements, rows={**rows, **newer})))
    assert (len(newer), audit.failed) == (3, ())
    assert [said.en for said in audit.not_covered if "green_tax" in said.en] == [
        "total_cost.green_tax: verify does not know this row"
    ]
    assert audit.count == reaudited(evidence).count


def test_every_shipped_policy_is_known_to_the_audit() -> None:
    """Either it moves something named, or it only pays and charges."""
    assert MOVED_BY.keys() | PAYING == POLICIES.keys()


def test_a_term_that_no_stage_picks_up_is_an_error(tmp_path: Path) -> None:
    """Money by the year is a term of an asset: granted to a project it was never paid, and nothing said so."""
    yearly = YearlyTerm(key="bonus", asset="station", yuan_per_year=1.0, side=REVENUE, vat_frac=0.0)

    class Bonus(CapexGrant):
        def project_terms(self, facts: ProjectFacts) -> Any:
            """Return what belongs into `terms`."""
            del facts
            return (yearly,)

    bonus = Bonus(**policy("capex_grant", assets=["station"], treatment="deferred").model_dump())
    case = under(load_scenario(make_site(tmp_path) / "shouyang_base.yaml"), it=bonus)
    with pytest.raises(TypeError, match=r"policies\.it: project_terms\(\) returned a YearlyTerm; .* GrantTerm, "):
        project_terms(case, "station")


def test_what_an_asset_meters_besides_electricity_is_in_the_table() -> None:
    """Methane used of every step, which a drainage subsidy pays for: 240 hours add up to what the summary says."""
    evidence = short_evidence("a hub")
    used_m3 = evidence.dispatch["hub_methane_m3_per_h"].sum() * evidence.step_h
    said = evidence.summary["methane"]
    assert used_m3 == pytest.approx(said["burned_m3"] + said["oxidised_m3"], rel=1e-9)


def test_a_vat_rate_leads_to_its_input() -> None:
    """Heat of a hub has a rate of its own, deep in the file; the way ended at the bare factor."""
    nodes = unfolded(explain(trail_through(short_evidence("a hub"), "together"), "revenue_and_taxes.output_vat")).walk()
    (heat,) = (node for node in nodes if node.key == "output_vat:hub.heat_sales")
    assert [node.label.zh for node in heat.children] == ["assets.hub.heat.vat_frac"]


def test_money_no_outage_touches_is_that_of_the_dispatched_year() -> None:
    """Sets lose outages from what they can give: no share of a schedule is left undone, and none is told."""
    trail = trail_through(short_evidence("no debt"), "gas")
    (stream,) = (row for row in trail.streams() if row.key == "gas_fuel")
    first = first_year_node(trail, stream)
    assert (first.kind, first.formula.en) == ("sum", "the dispatched year as it is")
    assert first.value == first.children[0].value


def test_a_number_in_a_list_of_records_has_its_own_words(tmp_path: Path) -> None:
    """Every point of a part-load table was called by the table's words, three times over, without a number or unit."""
    scenario = load_scenario(make_site(tmp_path) / "qiyuan_hub.yaml")
    table = "assets.hub.gensets.lean_sets.part_load"
    found = [
        input_words(scenario, f"{table}.{place}.{field}")[0]
        for place in (0, 2)
        for field in ("load_frac", "efficiency_frac")
    ]
    assert [label.zh for label in found] == [
        f"lean_sets · {one}" for one in ("负荷率 · 1", "发电效率 · 1", "负荷率 · 3", "发电效率 · 3")
    ]


@pytest.mark.parametrize(
    "case", ["qiyuan_hub", "policy_p04_ningxia", "policy_p00_with_regulation", "shouyang_augmented"]
)
def test_no_two_inputs_are_called_alike(case: str, tmp_path: Path) -> None:
    """Gas prices of a hub all read 瓦斯价格, rates of a document by date the same, VAT of every product too."""
    rows = assumptions(load_scenario(make_site(tmp_path) / f"{case}.yaml"))
    for called in ([(row.section, row.label.zh) for row in rows], [(row.section, row.label.en) for row in rows]):
        assert [one for one, times in Counter(called).items() if times > 1] == []


def test_a_product_that_only_one_case_has_is_named_alone(tmp_path: Path) -> None:
    """Its series, none, made `markets` of a page that has just named it: "markets.reserve, markets"."""
    cases = make_site(tmp_path)
    again = "{kind: up_down, service: reserve, participants: [station], most_mw: 60.0, vat_frac: 0.06, up: "
    again += "{price_yuan_per_mw_h: 40.0, called_frac: 0.05, sustain_h: 0.5}}"
    body = f"deltas: {{more: {{markets.again: {again}}}}}\n"
    base, more = (load_scenario(path) for path in (cases / "shouyang_base.yaml", case_of(cases, body)))
    assert other_parts(base, more) == ("markets.again",)


def test_a_ratio_is_never_added() -> None:
    """Over the years it says nothing, whatever its name."""
    ratios = [key for key, formula in {**DEBT, **BALANCE}.items() if formula.kind == "ratio"]
    assert len(ratios) == 3
    assert all(is_stock(*key.split(".")) for key in ratios)
    assert not is_stock("debt_service", "long_term_interest")


def test_upkeep_of_a_station_is_no_fuel() -> None:
    """储能可变运维 stands under 修理费, as that of gas sets does."""
    assert set(Battery.upkeep) == {"battery_variable_om"}
    assert STREAM_CATEGORY["battery_variable_om"] == "repairs"
