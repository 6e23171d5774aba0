"""docs/policies.md: its recipe runs, its table names every kind, its pack has the values of the files."""

import re
from pathlib import Path

import pytest

from storage_model.policies.catalogue import POLICIES
from storage_model.policies.terms import AssetFacts, EnergyTerm, YearlyTerm
from storage_model.scenario.load import load_scenario
from storage_model.scenario.policy_terms import asset_terms
from tests.bad_inputs.site import make_site
from tests.guide import DOCS, blocks_of
from tests.sites import HEAD

PAGE = (DOCS / "policies.md").read_text(encoding="utf-8")
FILES = {block.file: block.text for block in blocks_of(DOCS / "policies.md") if block.file}
(CODE,) = (block.text for block in blocks_of(DOCS / "policies.md") if block.language == "python")


def test_every_kind_is_in_the_table() -> None:
    """A kind without a line here is one nobody finds."""
    table = PAGE[PAGE.index("## Instruments") : PAGE.index("## The pack")]
    rows = "\n".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", rows)) == set(POLICIES)


def test_every_kind_is_in_the_chinese_table() -> None:
    """The page in Chinese knows the same kinds."""
    page = (DOCS / "zh" / "policies.md").read_text(encoding="utf-8")
    rows = "\n".join(line.split("|")[1] for line in page.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", rows)) == set(POLICIES)


def test_main_numbers_are_those_of_the_kinds() -> None:
    """The last column names what a search for support moves."""
    levers = {kind: policy.lever for kind, policy in POLICIES.items()}
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith("| `") and len(cells) == 7:
            kinds, named = re.findall(r"`(\w+)`", cells[1]), set(re.findall(r"`(\w+)`", cells[5]))
            assert named == {levers[kind] for kind in kinds} - {None}, line


def test_the_files_of_the_recipe_grant_what_they_say(tmp_path: Path) -> None:
    """150 or 200 yuan/MWh by the date, 5 million a year."""
    cases = make_site(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (term,) = (term for role, term in asset_terms(load_scenario(cases / "with_bonus.yaml", {})) if role == "bonus")
    assert isinstance(term, EnergyTerm)
    assert [term.rate_in(year)[0] for year in (2027, 2029, 2030)] == [200.0, 200.0, 0.0]
    assert term.most_mwh_in(2027) == pytest.approx(25_000.0)


def test_the_kind_of_the_recipe_works() -> None:
    """200 MW at 1 000 yuan/MW: 200 000 yuan in 2027 and nothing later."""
    known: dict[str, type] = {}
    exec(compile(CODE, "docs/policies.md", "exec"), known)  # the page's own lines
    bonus = known["CommissioningBonus"].model_validate({"kind": "commissioning_bonus", **HEAD, "yuan_per_mw": 1000.0})
    (term,) = bonus.terms(AssetFacts(name="battery", power_mw=200.0, duration_h=2.0, first_operating_year=2027))
    assert isinstance(term, YearlyTerm)
    assert [term.yuan_in(year) for year in (2026, 2027, 2028)] == [0.0, 200_000.0, 0.0]
