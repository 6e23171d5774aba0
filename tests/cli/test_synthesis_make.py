"""`prices make` as people call it: what it writes, what it says, what it refuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from storage_model.cli.prices_make import make
from storage_model.problems import InputError, MissingPartError

PRICES = Path(__file__).parents[2] / "inputs" / "prices"
GAS = PRICES / "qiyuan_gas_like.targets.yaml"


def call(*words: str | Path) -> Result:
    """Run the command with these words."""
    return CliRunner().invoke(make, [str(word) for word in words])


def problems_of(folder: Path, old: str, new: str, of: str = "shanxi_typical_days_2026") -> list[tuple[str, str, str]]:
    """Change one piece of a shipped targets file; return code, place and fix of every problem."""
    for name in ("shanxi_hourly_means_2025.csv", "shanxi_hourly_means_2026.csv"):
        (folder / name).write_bytes((PRICES / name).read_bytes())
    text = (PRICES / f"{of}.targets.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "bad.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    before = sorted(folder.iterdir())
    result = call(folder / "bad.yaml", "--out", folder / "out.csv")
    assert isinstance(result.exception, InputError)
    assert sorted(folder.iterdir()) == before
    return [(problem.code, problem.place, problem.fix) for problem in result.exception.problems]


def test_writes_series_and_sidecar(tmp_path: Path) -> None:
    """The series begins with its source and carries the offset; the sidecar names the command, inputs and aims."""
    result = call(GAS, "--out", tmp_path / "gas.csv", "--seed", "5")
    assert (result.exit_code, "8760 × 1 h" in result.stdout) == (0, True)
    lines = (tmp_path / "gas.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# source: 合成序列(假设) · synthetic, assumed; seed 5; ")
    assert lines[1] == "start,pure_m3_per_min,methane_frac"
    assert (lines[2][:22], lines[-1][:22], len(lines)) == ("2026-01-01T00:00+08:00", "2026-12-31T23:00+08:00", 8762)
    words = json.loads((tmp_path / "gas.meta.json").read_text(encoding="utf-8"))
    assert words["command"] == "storage-model prices make qiyuan_gas_like.targets.yaml --seed 5 --out gas.csv"
    assert list(words["inputs_sha256"]) == [GAS.name]
    assert {row["key"]: row["aim"] for row in words["aims"]}["pure_mean_m3_per_min"] == 50.0


def test_the_seed_decides(tmp_path: Path) -> None:
    """The same seed gives the same bytes, another seed another year; without one the file's own is used."""
    for name, seed in (("a", ("--seed", "5")), ("b", ("--seed", "5")), ("c", ()), ("d", ("--seed", "2026"))):
        assert call(GAS, "--out", tmp_path / f"{name}.csv", "-q", *seed).exit_code == 0
    a, b, c, d = ((tmp_path / f"{name}.csv").read_bytes() for name in "abcd")
    assert (a == b, a == c, c == d) == (True, False, True)


def test_files_are_replaced_only_when_asked(tmp_path: Path) -> None:
    """A file that exists stays as it is without --force; exit status 2."""
    out = tmp_path / "gas.csv"
    out.write_text("mine", encoding="utf-8")
    result = call(GAS, "--out", out)
    assert (result.exit_code, "--force" in result.output) == (2, True)
    assert (out.read_text(encoding="utf-8"), list(tmp_path.iterdir())) == ("mine", [out])
    assert call(GAS, "--out", out, "--force").exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("# source")


def test_missed_aims_are_named(tmp_path: Path) -> None:
    """An aim no distribution given here can show is written as missed and said on the screen."""
    text = GAS.read_text(encoding="utf-8").replace("methane_mean_frac: {aim: 0.12,", "methane_mean_frac: {aim: 0.2,")
    (tmp_path / "odd.yaml").write_text(text, encoding="utf-8")
    result = call(tmp_path / "odd.yaml", "--out", tmp_path / "gas.csv")
    assert "methane_mean_frac 0.119" in result.stderr
    words = json.loads((tmp_path / "gas.meta.json").read_text(encoding="utf-8"))
    assert [row["key"] for row in words["aims"] if not row["met"]] == ["methane_mean_frac"]


def test_typical_days_take_no_seed(tmp_path: Path) -> None:
    """Nothing is drawn in a year of mean days; a seed would pretend otherwise."""
    targets = PRICES / "shanxi_typical_days_2026.targets.yaml"
    assert call(targets, "--out", tmp_path / "x.csv", "--seed", "3").exit_code == 2


@pytest.mark.parametrize(
    ("slip", "code", "line", "fix"),
    [
        (("year: 2026", "yaer: 2026"), "E111", 5, "write `year`"),
        (("kind: typical_days", "kind: typical"), "E114", 3, "typical_days"),
        (("kind: typical_days", "title: x"), "E113", 3, "spot_prices"),
        (("year: 2026", "year: '2026'"), "E114", 5, "integer"),
        (("year: 2026", "year: 1000"), "E115", 5, "1992"),
        (("file: shanxi_hourly_means_2026.csv", "file: none.csv"), "E101", 9, "check the name"),
        (("file: shanxi_hourly_means_2026.csv", "file: ../../../etc/passwd"), "E127", 9, "copy the file"),
        (('"+08:00"', "Europe/Berlin"), "E114", 6, "+08:00"),
    ],
)
def test_slips_have_their_place(tmp_path: Path, slip: tuple[str, str], code: str, line: int, fix: str) -> None:
    """Each slip: its code, the line it is on, what to write; nothing is written."""
    found = problems_of(tmp_path, *slip)
    matching = [text for at_code, place, text in found if at_code == code and place.endswith(f"bad.yaml:{line}")]
    assert any(fix in text for text in matching), found


def test_all_slips_at_once(tmp_path: Path) -> None:
    """A missing aim and a share above one in the same file are both told."""
    old = "  spread_p10_yuan_per_mwh: {aim: 255.0, tolerance: 20.0}\n"
    found = problems_of(tmp_path, old, "", of="shanxi_2025_like")
    assert [code for code, _, _ in found] == ["E113"]
    both = (PRICES / "shanxi_2025_like.targets.yaml").read_text(encoding="utf-8").replace(old, "")
    (tmp_path / "bad.yaml").write_text(both.replace("episode_stay_frac: 0.8", "episode_stay_frac: 80"), "utf-8")
    result = call(tmp_path / "bad.yaml", "--out", tmp_path / "out.csv")
    assert isinstance(result.exception, InputError)
    assert sorted(problem.code for problem in result.exception.problems) == ["E113", "E115"]


def test_correlations_that_no_days_can_have(tmp_path: Path) -> None:
    """A midday at 0.99 with night and evening cannot stand beside 0.85 between these: told, not a failed factoring."""
    old = "midday_other_correlation_frac: 0.5"
    found = problems_of(tmp_path, old, "midday_other_correlation_frac: 0.99", of="shanxi_2025_like")
    assert [(code, "night_evening" in fix) for code, _, fix in found] == [("E114", True)]


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    """Where a file stands in the place of the folder, the machine lacks something: status 8, not our bug."""
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    result = call(GAS, "--out", tmp_path / "taken" / "gas.csv")
    assert isinstance(result.exception, MissingPartError)
    assert "taken" in str(result.exception)
