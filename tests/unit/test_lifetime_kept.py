"""Lives kept in a folder: found again bit for bit, not found where anything the optimisation saw has changed."""

import io
import random
from pathlib import Path

import numpy as np
import pytest

from storage_model.dispatch.optimise import Dispatcher
from storage_model.dispatch.solver.highs import SolverOptions
from storage_model.lifetime.kept import live_kept
from storage_model.lifetime.life_file import MOST_KEPT, sealed
from storage_model.lifetime.plan import Span
from storage_model.problems import RejectedError
from tests.lives import plan
from tests.sites import battery

PRICES = [[100.0, 400.0, 50.0, 300.0], [120.0, 380.0, 70.0, 280.0]]
STATION = battery(
    discharge_efficiency_frac=0.9,
    ageing={"kind": "linear", "first_year_fade_frac": 0.05, "later_fade_frac_per_year": 0.02},
)


def refuse(*arguments: object) -> None:
    """Stand in for a solver that must not be asked."""
    raise AssertionError("optimised again")


def test_the_same_life_is_not_optimised_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Second time without a solver: the same table, bit for bit, each year settled and audited."""
    once = live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path)
    monkeypatch.setattr(Dispatcher, "optimise", refuse)
    again = live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path)
    assert len(again.years) == 2
    for one, other in zip(once.lifetime.streams, again.lifetime.streams, strict=True):
        assert np.array_equal(one.yuan, other.yuan)
    assert again.years[1].dispatch.certificate == once.years[1].dispatch.certificate


@pytest.mark.parametrize(
    "changed",
    [
        plan(STATION, [PRICES[0], [120.0, 380.0, 70.0, 280.1]]),
        plan(battery(discharge_efficiency_frac=0.91), PRICES),
        plan(STATION, PRICES, step_h=0.5),
        plan(STATION, [*PRICES, PRICES[0]]),
        plan(STATION, PRICES, span=Span(first_year=2027, last_year=2028, first_step=1, first_share_frac=0.5)),
        plan(STATION.model_copy(update={"ageing": battery().ageing}), PRICES),
    ],
    ids=["a price of the second year", "an efficiency", "the step", "one year more", "the first step", "the ageing"],
)
def test_another_life_is_optimised(changed: object, tmp_path: Path) -> None:
    """Each of these is another life: a second file appears."""
    live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path)
    live_kept(changed, SolverOptions(), tmp_path)  # type: ignore[arg-type]
    assert len(list(tmp_path.glob("*.life"))) == 2


@pytest.mark.parametrize("left", [0.0, 0.5, 0.99])
def test_a_damaged_life_is_optimised_anew(left: float, tmp_path: Path) -> None:
    """Emptied or cut: read as nothing, written again whole."""
    live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path)
    (file,) = tmp_path.glob("*.life")
    whole = file.read_bytes()
    file.write_bytes(whole[: int(left * len(whole))])
    live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path)
    assert file.stat().st_size == len(whole)


@pytest.mark.reliability("flipped bits", 60)
def test_a_life_with_a_flipped_bit_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One bit anywhere, names of arrays included: the solver is asked again."""
    live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path)
    (file,) = tmp_path.glob("*.life")
    whole, chance = file.read_bytes(), random.Random(1)
    monkeypatch.setattr(Dispatcher, "optimise", refuse)
    for _ in range(60):
        broken = bytearray(whole)
        broken[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(broken)
        with pytest.raises(AssertionError, match="optimised again"):
            live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path)


@pytest.mark.reliability("faults")
def test_a_folder_that_takes_no_writing_keeps_nothing(tmp_path: Path) -> None:
    """A file where the folder should be: the life is lived all the same."""
    (tmp_path / "lives").write_text("in the way", encoding="utf-8")
    assert len(live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path / "lives").years) == 2


def test_a_life_that_was_edited_fails_its_audit(tmp_path: Path) -> None:
    """One MWh more in the store of the first year, the file otherwise in order: rejected, never shown."""
    live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path)
    (file,) = tmp_path.glob("*.life")
    with np.load(io.BytesIO(file.read_bytes()[32:])) as stored:
        arrays = {key: stored[key].copy() for key in stored.files}
    arrays["0/schedules/battery/stored_mwh"][2] += 1.0
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    file.write_bytes(sealed(packed.getvalue()))
    with pytest.raises(RejectedError):
        live_kept(plan(STATION, PRICES), SolverOptions(), tmp_path)


def test_old_lives_make_room(tmp_path: Path) -> None:
    """Never more files than are kept."""
    for number in range(MOST_KEPT + 2):
        live_kept(plan(STATION, [[100.0 + number, 400.0]]), SolverOptions(), tmp_path)
    assert len(list(tmp_path.glob("*.life"))) == MOST_KEPT
