"""The way back from a number: every sum on it holds, and it ends at files and documents."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from storage_model.policies.catalogue import POLICIES
from storage_model.runs.lineage.explain import SHORT, UnknownKeyError, explain, known_keys
from storage_model.runs.lineage.indicators import ARBITRAGE
from storage_model.runs.lineage.node import Node
from storage_model.runs.lineage.sources import input_nodes
from storage_model.runs.lineage.trail import Trail, trail_of, trail_through
from storage_model.runs.lineage.unfold import unfolded
from storage_model.runs.reading.folder import open_run
from storage_model.words.formulas import by_policies
from storage_model.words.formulas.catalogue import formula_of
from storage_model.words.label import text
from storage_model.words.measures import MEASURES
from tests.report_answers import small_answer
from tests.run_folders import written_run
from tests.short_runs import short_evidence

PRICES, FEES = "inputs/prices/shanxi_2026_like.csv", "发改价格〔2026〕114号"


@lru_cache(maxsize=8)
def _trail(project: str = "together", year: int | None = None) -> Trail:
    return trail_of(open_run(written_run()), project, year=year)


def _tree(key: str, project: str = "together", year: int | None = None) -> Node:
    return unfolded(explain(_trail(project, year), key))


def _sums_hold(top: Node) -> int:
    """Return how many numbers are what their parts make; fail at one that is not."""
    count = 0
    for node in top.walk():
        assert node.apart() <= 1e-9, (node.key, node.value, node.combined())
        if node.by_year and node.kind in ("sum", "product") and "@" not in node.key and node.value is not None:
            assert sum(node.by_year.values()) == pytest.approx(node.value, rel=1e-9, abs=1e-3) or len(node.by_year) == 1
        count += node.combined() is not None
    return count


@pytest.mark.parametrize("key", ["firr", "payback", "arbitrage", "fnpv"])
@pytest.mark.parametrize("project", ["together", "station"])
def test_the_main_numbers_reach_a_price_file_and_a_document(key: str, project: str) -> None:
    """Return, payback, value and first-year arbitrage: down to the price file by name and the notice by number."""
    tree = _tree(key, project)
    nodes = list(tree.walk())
    assert PRICES in {node.file for node in nodes}
    assert any(FEES in node.document for node in nodes)
    assert any("dispatch.parquet" in node.file for node in nodes)
    assert any(node.file.startswith("inputs/policies/") for node in nodes)
    assert _sums_hold(tree) > (10 if key != "arbitrage" else 2)


def test_the_gas_plant_reaches_its_own_files() -> None:
    """Tariff document and gas series; no fee on charging."""
    nodes = list(_tree("firr", "gas").walk())
    assert "inputs/prices/qiyuan_gas_like.csv" in {node.file for node in nodes}
    assert any("721号" in node.document for node in nodes)
    assert not any(FEES in node.document for node in nodes)


def test_at_the_return_the_present_value_is_zero() -> None:
    """The node beside the cash flow: every year discounted at the rate found, adding up to nothing."""
    tree = _tree("irr_project_after_tax_frac", "gas")
    value, row = tree.children
    rate = tree.value
    assert rate == pytest.approx(
        float(small_answer().projects["gas"].finance.indicators["irr_project_after_tax_frac"].value or 0)
    )
    assert value.value == pytest.approx(0.0, abs=1e-3)
    assert row.key == "row:project_cash_flow.net_cash_flow_after_tax"
    by_hand = sum(flow / (1 + rate) ** number for number, flow in enumerate(row.by_year.values(), 1))
    assert by_hand == pytest.approx(0.0, abs=1e-3)


def test_the_present_value_at_the_hurdle_is_the_number_itself() -> None:
    """FNPV of a project: one part, the discounted years, equal to it; the hurdle stands below."""
    tree = _tree("npv_project_after_tax_yuan", "gas")
    assert sum(tree.by_year.values()) == pytest.approx(tree.value, rel=1e-12)
    assert "input:projects.gas.hurdle.project_after_tax_frac" in {node.key for node in tree.walk()}


def test_arbitrage_by_hand() -> None:
    """Sales less purchases less every fee of the first year, from the answer itself; sales follow availability."""
    streams = {(one.asset, one.key): float(one.yuan[0]) for one in small_answer().lifetime.streams}
    kinds = ("energy_sales", "charging_energy", "line_loss_fee", "system_operation_fee", "loss_tariff", "loss_funds")
    tree = _tree(ARBITRAGE)
    assert tree.value == pytest.approx(sum(streams["station", key] for key in kinds), rel=1e-12)
    sales = tree.children[0]
    dispatched, availability = sales.children
    energy, price = dispatched.children
    assert (sales.kind, availability.value) == ("product", 0.96)
    assert energy.value * price.value == pytest.approx(dispatched.value, rel=1e-12)
    settled = next(one for one in small_answer().settlement.streams if one.key == "energy_sales")
    assert dispatched.value == pytest.approx(settled.total_yuan, rel=1e-12)


@pytest.mark.parametrize("project", ["together", "gas"])
def test_every_key_has_a_way_back_on_which_the_sums_hold(project: str) -> None:
    """Every indicator, row, stream and input that may be asked for; one without a formula would be an error."""
    trail = _trail(project)
    for key in known_keys(trail):
        tree = unfolded(explain(trail, key))
        _sums_hold(tree)
        if key in MEASURES:
            assert tree.value == trail.evidence.numbers(project)[key]


@pytest.mark.parametrize("year", [2027, 2041])
def test_one_year_of_every_row(year: int) -> None:
    """Each row in one calendar year is what stands in the statement, and its parts of that year make it."""
    trail = _trail("gas", year)
    for key, values in trail.rows.items():
        tree = unfolded(explain(trail, key))
        value = float(values[year - 2026])
        assert tree.value == (None if np.isnan(value) and np.isnan(values).all() else pytest.approx(value, nan_ok=True))
        if not np.isnan(value):
            _sums_hold(tree)


@pytest.mark.parametrize("row", ["profit_for_investors", "opening_and_net_profit", "closing_undistributed_profit"])
def test_what_stands_at_a_date_is_told_of_one_year(row: str) -> None:
    """Without a year: the largest of any year, never the years added up, for they hold one another's remainder."""
    values = _trail().rows[f"profit_and_distribution.{row}"]
    tree = _tree(f"profit_and_distribution.{row}")
    assert tree.value == pytest.approx(float(values[np.abs(values).argmax()]))
    assert tree.value is not None
    assert abs(tree.value) < 0.9 * abs(float(values.sum()))


def test_every_row_and_indicator_of_the_answer_is_described() -> None:
    """A new row of a statement, or a new indicator, needs a line in the catalogue."""
    for project in small_answer().projects.values():
        for statement in project.finance.statements:
            for row in statement.rows:
                formula = formula_of(statement.key, row.key, vat_in_lines=True)
                assert formula.parts or formula.words
                assert formula.kind in ("sum", "ratio") or formula.words
        assert set(project.finance.indicators) <= set(MEASURES)
    with pytest.raises(LookupError, match="add it to words/formulas"):
        formula_of("project_cash_flow", "a_row_of_nobody", vat_in_lines=True)


def test_a_number_is_shown_once_with_what_is_below_it() -> None:
    """A diamond: the second time only the number; a sum of one thing only is that thing."""
    leaf = Node(key="leaf", label=text("叶", "leaf"), unit="yuan", value=1.0, kind="source")
    shared = Node(key="shared", label=text("共", "shared"), unit="yuan", value=1.0, kind="rest", children=(leaf,))
    left = Node(key="left", label=text("左", "left"), unit="yuan", value=1.0, kind="sum", children=(shared,))
    right = Node(key="right", label=text("右", "right"), unit="yuan", value=2.0, kind="sum", children=(shared, leaf))
    top = Node(key="top", label=text("顶", "top"), unit="yuan", value=3.0, kind="sum", children=(left, right))
    found = unfolded(top)
    assert [child.key for child in found.children[0].children] == ["leaf"]
    assert [child.key for child in found.children[1].children] == ["shared", "leaf"]
    assert found.children[1].children[0].children == (leaf,)


def test_a_node_knows_when_its_parts_do_not_make_it() -> None:
    """Signs count; a product multiplies; words alone prove nothing."""
    part = Node(key="a", label=text("a", "a"), unit="yuan", value=2.0, kind="source")
    minus = Node(key="b", label=text("b", "b"), unit="yuan", value=3.0, kind="source", sign=-1)
    for kind, value, apart in (("sum", -1.0, 0.0), ("sum", 5.0, 6.0 / 5.0), ("product", 6.0, 0.0), ("rest", 9.0, 0.0)):
        node = Node(key="n", label=text("n", "n"), unit="yuan", value=value, kind=kind, children=(part, minus))  # type: ignore[arg-type]
        assert node.apart() == pytest.approx(apart)


def test_unknown_keys_name_the_nearest() -> None:
    """A slip in the key: what it may have been."""
    with pytest.raises(UnknownKeyError, match="irr_project_after_tax_frac"):
        explain(_trail(), "irr_project_aftertax_frac")
    with pytest.raises(UnknownKeyError, match="net_profit"):
        explain(_trail(), "net_proft")
    assert {explain(_trail(), short).value for short in ("firr",)} == {explain(_trail(), SHORT["firr"]).value}


def test_the_state_of_a_figure_is_told_with_the_figure() -> None:
    """summary.csv writes `…_state` beside a figure; of a dispatch it was an internal error, of the others unknown."""
    for key in ("irr_equity_frac", "dispatch.full_cycles"):
        assert explain(_trail(), f"{key}_state") == explain(_trail(), key)


def test_inputs_say_source_or_assumed() -> None:
    """A documented value names its document, one without says so; a file that has changed since is told."""
    power = explain(_trail(), "assets.station.power_mw")
    assert (power.value, power.document) == (200.0, "科学导报 · 寿阳开发区报道")
    supply = explain(_trail(), "assets.station.auxiliary_mw")
    assert supply.document == ""
    assert supply.note is not None
    assert supply.note.en.startswith("assumed")
    assert supply.file == "inputs/projects/shouyang.yaml"
    assert Path(supply.note.en.rpartition(" · ")[2]).name.startswith("shouyang.yaml:")


def test_what_is_bought_later_ends_at_its_inputs() -> None:
    """Sustaining investment leads to its own rows and to the price of new cells, without their titles."""
    trail = _trail("station")
    some = trail.leaves["assets.station.power_mw"]
    wanted = (
        "assets.station.augmentation.keep_up.price_yuan_per_kwh",
        "assets.station.augmentation.keep_up.trigger.usable_below_mwh",
        "projects.station.sustaining_investment.inverters.amount_yuan",
    )
    others = ("assets.gas_plant.augmentation.x.price_yuan_per_kwh", "projects.station.sustaining_investment.x.title.en")
    more = {key: replace(some, key=key) for key in (*wanted, *others)}
    longer = replace(trail, leaves={**trail.leaves, **more}, found={}, made={})
    words = formula_of("project_cash_flow", "sustaining_investment", vat_in_lines=True)
    assert {node.label.en for node in input_nodes(longer, words.inputs)} == set(wanted)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("other_income", {"policies.document.yuan_per_kwh", "projects.station.grants.city.amount_yuan"}),
        ("untaxed_income", {"policies.document.taxable", "projects.station.grants.city.taxable"}),
    ],
)
def test_grants_released_lead_to_what_they_are(key: str, wanted: set[str]) -> None:
    """A grant of a document, and one of the project's own, spread as income: how much it is, whether it is taxed."""
    trail = _trail("station")
    some = trail.leaves["assets.station.power_mw"]
    beside = {"policies.document.kind": "capex_grant", "policies.document.assets.0": "station"}
    more = {name: replace(some, key=name) for name in wanted}
    more |= {name: replace(some, key=name, value=value) for name, value in beside.items()}
    longer = replace(trail, leaves={**trail.leaves, **more}, found={}, made={})
    words = formula_of("profit_and_distribution", key, vat_in_lines=True)
    assert wanted <= {node.label.en for node in input_nodes(longer, words.inputs)}


RULED = {
    "income_tax": "policies.holiday.exempt_years",
    "adjusted_income_tax": "policies.holiday.half_years",
    "long_term_interest": "policies.loan.rate_frac",
    "interest_capitalised": "policies.loan.rate_frac",
    "long_term_principal": "policies.loan.grace_years",
}


@pytest.mark.parametrize("key", RULED)
def test_a_row_leads_to_the_policies_that_rule_it(key: str) -> None:
    """Loan and tax relief of documents stand beside the project's own numbers, where the document names its assets."""
    found = {
        project: {node.key for node in explain(trail_through(short_evidence("promised"), project), key).walk()}
        for project in ("station", "gas")
    }
    assert any(RULED[key] in one for one in found["station"])
    assert not any(RULED[key] in one for one in found["gas"])


def test_every_number_of_a_policy_behind_a_row_is_a_field_of_it() -> None:
    """A field that is renamed would no longer be found, and the row would end at what the policy overrules."""
    named = [path for group in vars(by_policies).values() if isinstance(group, tuple) for path in group]
    assert len(named) > 20
    for path in named:
        key, _, kind = path.partition("?kind=")
        assert key.removesuffix(".*").rpartition(".")[2] in POLICIES[kind].model_fields
