"""Many cases read with one memory: each file once, and never another answer than without."""

from pathlib import Path

import pytest

from storage_model.digest import digest_of
from storage_model.problems import InputError
from storage_model.scenario.load import load_scenario
from storage_model.scenario.reading.memory import Memory
from tests.bad_inputs.site import make_site

BASE = "shouyang_base.yaml"
CAPEX = "projects.station.investment.equipment.amount_yuan"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The shipped base case in a folder of its own."""
    return make_site(tmp_path) / BASE


def test_a_remembered_case_is_the_case(base: Path) -> None:
    """Values, series, files with their digests, warnings: nothing tells the second reading from a first one."""
    memory = Memory()
    load_scenario(base, {CAPEX: 1e6}, memory=memory)
    again = load_scenario(base, {}, memory=memory)
    fresh = load_scenario(base, {})
    for part in ("assets", "projects", "policies", "prices", "series", "files", "facts", "horizon"):
        assert digest_of(getattr(again, part)) == digest_of(getattr(fresh, part)), part
    assert again.warnings == fresh.warnings


def test_every_case_of_one_memory_sees_the_same_files(base: Path) -> None:
    """A price file that changes, a project file that vanishes between two cases: the second sees what the first saw."""
    memory = Memory()
    first = load_scenario(base, {}, memory=memory)
    (base.parents[1] / "prices" / "shanxi_2026_like.csv").write_text("nothing\n", encoding="utf-8")
    (base.parents[1] / "projects" / "shouyang.yaml").write_text("nothing: 1\n", encoding="utf-8")
    assert load_scenario(base, {}, memory=memory).files == first.files
    with pytest.raises(InputError):
        load_scenario(base, {})


def test_what_could_not_be_read_is_read_again(base: Path) -> None:
    """An error is not remembered: told both times, and gone once the file is mended."""
    memory, project = Memory(), base.parents[1] / "projects" / "shouyang.yaml"
    whole = project.read_text(encoding="utf-8")
    project.write_text(whole + "title: twice\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InputError, match="E107"):
            load_scenario(base, {}, memory=memory)
    project.write_text(whole, encoding="utf-8")
    assert load_scenario(base, {}, memory=memory).name == "shouyang_base"
