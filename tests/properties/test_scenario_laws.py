"""Laws of reading and merging that hold for any input."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_model.facts import Fact
from storage_model.problems import InputError, Problem
from storage_model.scenario.load import load_scenario
from storage_model.scenario.merging.merge import merged
from storage_model.scenario.reading.read_yaml import read_yaml
from storage_model.scenario.reading.tree import Branch, Items, Leaf, Node, plain
from storage_model.scenario.reading.workspace import Workspace
from tests.bad_inputs.site import make_site

HERE = Path()
SCALARS = st.one_of(st.integers(-9, 9), st.text("ab", max_size=2), st.booleans())
KEYS = st.sampled_from("pqrs")


def as_node(value: object) -> Node:
    """Return plain data as a tree."""
    if isinstance(value, dict):
        return Branch(children={key: as_node(child) for key, child in value.items()}, place="")
    if isinstance(value, list):
        return Items(items=tuple(as_node(item) for item in value), place="")
    return Leaf(value=value, place="", folder=HERE)


def laid(base: dict, over: dict) -> object:
    """Merge two plain mappings."""
    return plain(merged(as_node(base), as_node(over)))  # type: ignore[arg-type]


TREES = st.recursive(
    st.dictionaries(KEYS, st.one_of(SCALARS, st.lists(SCALARS, max_size=3)), max_size=3),
    lambda inner: st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(TREES, TREES, TREES)
def test_merging_is_last_wins(one: dict, two: dict, three: dict) -> None:
    """Nothing on top changes nothing, twice is once, every key survives, and what the last file says stands.

    A merge that appended lists would break "twice is once"; one that dropped the base would break the first.
    """
    assert laid(one, {}) == one
    assert laid({}, one) == one
    assert laid(one, one) == one
    assert laid(laid(one, two), two) == laid(one, two)
    assert set(laid(one, two)) == set(one) | set(two)  # type: ignore[call-overload]
    both = laid(laid(one, two), three)  # type: ignore[arg-type]
    for key, value in three.items():
        if not isinstance(value, dict):
            assert both[key] == value  # type: ignore[index]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped inputs in a folder of their own."""
    return make_site(tmp_path_factory.mktemp("site"))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=80), st.text("ab:-?[]{}&*!|>'\"#%@`,\n\t 1.e", max_size=60).map(str.encode)))
def test_any_bytes_are_read_or_refused_with_a_place(cases: Path, content: bytes) -> None:
    """No file makes the reader fail in any way but with problems that name the file."""
    path = cases / "noise.yaml"
    path.write_bytes(content)
    workspace = Workspace(root=cases.parents[1])
    tree = read_yaml(path, "noise.yaml", workspace, "command line")
    assert (tree is None) <= bool(workspace.problems)
    assert all("noise.yaml" in problem.place + problem.got for problem in workspace.problems)


KNOWN = [
    "assets.station.power_mw",
    "assets.station.soc_min_frac",
    "assets.gas_plant.sets",
    "policies.capacity_price.first_year",
    "projects.gas.loans.bank.years",
    "projects.station.title.zh",
    "connection",
    "prices.day_ahead.file",
    "markets.day_ahead.participants.0",
    "nothing.of.the.kind",
]


# Changes that make another key wrong: the problem stands there.
FELT_ELSEWHERE = {"projects.gas.loans.bank.years", "markets.day_ahead.participants.0", "assets.station.soc_min_frac"}
FINITE = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KNOWN), st.one_of(st.integers(-(10**6), 10**6), FINITE, st.text(max_size=8), st.booleans()))
def test_any_change_loads_or_is_refused_at_the_change(cases: Path, key: str, value: object) -> None:
    """Whatever is typed after `--set` either counts or is refused with every problem placed; nothing else is raised."""
    problems: tuple[Problem, ...] = ()
    facts: Mapping[str, Fact] = {}
    try:
        facts = load_scenario(cases / "shouyang_base.yaml", {key: value}).facts
    except InputError as error:
        problems = error.problems
    assert bool(facts) != bool(problems)
    assert all(problem.place and problem.expected for problem in problems)
    if facts:
        assert (facts[key].value, facts[key].origin) == (value, "--set")
    elif key not in FELT_ELSEWHERE:
        assert any("--set" in problem.place for problem in problems)
