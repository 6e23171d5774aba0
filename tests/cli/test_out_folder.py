"""`--out` at a place that takes no answer: refused before anything is dispatched, and left as it is."""

from pathlib import Path

import pytest

from storage_model.dispatch.optimise import Dispatcher
from storage_model.runs.layout import WRITTEN
from storage_model.runs.place import require_place
from tests.bad_inputs.site import make_site
from tests.cli.test_sample import BODY as RANGES
from tests.cli.test_size import BODY as SIZES
from tests.run_folders import ended

CASE = "inputs/cases/shouyang_base.yaml"
SWEEP = "base: cases/shouyang_base.yaml\naxes: {assets.station.power_mw: [100.0, 200.0]}\n"
COMMANDS = {
    "run": [CASE],
    "compare": [CASE],
    "sample": [CASE, "inputs/ranges.yaml"],
    "size": [CASE, "inputs/sizes.yaml"],
    "sweep": ["inputs/sweep.yaml"],
}
PLACES = {
    "a file": "a file",
    "below a file": "a file/run",
    "somebody's folder": "somebody's",
    "a name too long": "n" * 300,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with a file of each kind, and things of somebody else."""
    found = tmp_path_factory.mktemp("out")
    make_site(found)
    for name, body in (("ranges", RANGES), ("sizes", SIZES), ("sweep", SWEEP)):
        (found / "inputs" / f"{name}.yaml").write_text(body, encoding="utf-8")
    (found / "a file").write_text("words", encoding="utf-8")
    (found / "somebody's").mkdir()
    (found / "somebody's" / "thesis.txt").write_text("words", encoding="utf-8")
    return found


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_dispatched_for_a_place_that_takes_no_answer(
    command: str, place: str, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 8 and another --out advised; the solver would end as a bug of ours, status 1."""

    def dispatched(*words: object) -> None:
        raise AssertionError(words)

    monkeypatch.setattr(Dispatcher, "optimise", dispatched)
    monkeypatch.chdir(site)
    before = sorted(site.rglob("*"))
    status, out, err = ended([command, *COMMANDS[command], "--out", PLACES[place]], monkeypatch, capsys)
    assert (status, out, "choose another --out" in err) == (8, "", True), err
    assert sorted(site.rglob("*")) == before


def test_an_answer_of_its_own_kind_may_be_replaced(tmp_path: Path) -> None:
    """Every file of a kind, or none yet: nothing is refused; one file more, and it is somebody's."""
    for kind, names in WRITTEN.items():
        folder = tmp_path / kind
        require_place(folder, kind)
        folder.mkdir()
        for name in names:
            (folder / name).touch()
        require_place(folder, kind)
    assert not list(tmp_path.glob(".*"))
