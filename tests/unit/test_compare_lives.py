"""Lives of a comparison that are refused: dispatched once, and said why in their turn."""

from pathlib import Path

import pytest

from storage_model.cases.compare import lives
from storage_model.cases.compare.lives import Lives
from storage_model.problems import InfeasibleError, RejectedError, SolverStoppedError
from storage_model.scenario.load import load_scenario
from storage_model.scenario.scenario import Scenario
from tests.bad_inputs.site import case_of, make_site

# The connection cannot even bring in the station's own supply.
IMPOSSIBLE = "deltas:\n  x:\n    connection.import_limit_mw: 0.1\n    assets.station.auxiliary_mw: 30.0\n"


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> list[Scenario]:
    """A station whose supply is more than its connection lets in, and one that has none of that."""
    cases = make_site(tmp_path_factory.mktemp("lives"))
    bodies = (IMPOSSIBLE, "deltas:\n  x:\n    assets.station.power_mw: 180\n")
    return [load_scenario(case_of(cases, body, f"{number}.yaml")) for number, body in enumerate(bodies)]


def test_a_life_without_a_schedule_is_dispatched_once(
    scenarios: list[Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside another in a process of its own; its turn says why from there, however often it comes."""
    found = Lives()
    found.live_ahead(scenarios, jobs=2)
    assert found.lived == 2
    monkeypatch.setattr(lives, "metered_life", lambda *_: pytest.fail("dispatched again"))
    assert found.of(scenarios[1]).calendar_years
    for _ in range(2):
        with pytest.raises(InfeasibleError, match="import_limit_mw"):
            found.of(scenarios[0])
    assert found.lived == 2


@pytest.mark.parametrize(("error", "again"), [(RejectedError, False), (SolverStoppedError, True)])
def test_a_failed_audit_is_final_and_time_is_not(
    scenarios: list[Scenario], monkeypatch: pytest.MonkeyPatch, error: type[Exception], again: bool
) -> None:
    """Two at once have half of the machine each: one whose time was up is tried alone."""

    def refused(*_: object) -> None:
        raise error("why")

    monkeypatch.setattr(lives, "metered_life", refused)
    found = lives._lived(scenarios[0], None, Path())
    assert (found is None) is again
    assert again or str(found) == "why"
