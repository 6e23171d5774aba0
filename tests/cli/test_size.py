"""`storage-model size` as an engineer meets it: the answer in sentences, the folder it leaves, slips at their place."""

import json
from pathlib import Path

import duckdb
import pytest

from tests.bad_inputs.site import make_site
from tests.run_folders import ended, solved_to

CASE, FILE = "inputs/cases/shouyang_base.yaml", "inputs/sizing/two.yaml"
BODY = """title: {zh: 试, en: trial}
objective: npv
dispatched_years: [1, 15]
store:
  asset: station
  power_module_mw: 100.0
  energy_module_mwh: 200.0
  least_power_modules: 1
  most_power_modules: 4
  least_duration_h: 2.0
  most_duration_h: 2.0
  dispatched_durations_h: [1.0, 2.0]
  cost: {fixed_yuan: 0.0, yuan_per_mw: 1000000.0, yuan_per_mwh: {value: 1000000.0, source: a tender}}
"""

SETS = """sets: {asset: gas_plant, least_sets: 9, most_sets: 10, cost: {fixed_yuan: 5.0e6, yuan_per_mw: 4.0e6}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a project folder with a year of made-up hours."""
    make_site(tmp_path)
    (tmp_path / "inputs" / "sizing").mkdir()
    (tmp_path / FILE).write_text(BODY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_the_best_size_is_said_and_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Two sizes fit the connection of 210 MW; on prices that earn too little the smaller loses less."""
    odd = ["--set", "connection.import_limit_mw=4900"]
    status, out, err = ended(["size", CASE, FILE, "--lang", "en", "--mip-gap", "1e-5", *odd], monkeypatch, capsys)
    assert err.count("警告 · warning W105 --set · connection.import_limit_mw") == 1  # as `run` says it
    assert (status, "Best size 100 MW / 200 MWh" in out, "price taker" in out) == (0, True, True)
    assert "the least power" in out
    assert "Even the best size does not pay" in out
    target = Path("results/shouyang_base_size/size")
    assert solved_to(target) == 1e-5
    found = json.loads((target / "size.json").read_text(encoding="utf-8"))
    assert (found["candidates"], found["beyond_connection"], found["best"]["count"]) == (2, 2, [1, 1])
    assert found["sources"]["store.cost.yuan_per_mwh"] == "a tender"
    assert found["sources"]["store.cost.yuan_per_mw"] == "assumed"
    rows = duckdb.sql(f"SELECT power_mw, score FROM '{target / 'frontier.parquet'}' ORDER BY 1").fetchall()
    assert [row[0] for row in rows] == [100.0, 200.0]
    assert rows[0][1] > rows[1][1]
    (listed,) = json.loads(ended(["ls", "--json"], monkeypatch, capsys)[1])
    assert (listed["kind"], listed["state"], listed["cases"]) == ("sizing", "verified", 2)
    assert listed["found"] == {"power_mw": 100.0, "energy_mwh": 200.0}
    assert "100.00 MW / 200 MWh" in ended(["ls"], monkeypatch, capsys)[1]
    status, out, _ = ended(["verify", str(target), "--lang", "en"], monkeypatch, capsys)
    assert (status, "4 files whole, their numbers are not audited anew" in out) == (0, True)
    status, out, _ = ended(["show", "shouyang_base_size/size"], monkeypatch, capsys)
    assert (status, "100.00 MW / 200 MWh" in out, f"页面: {target}/size.html" in out) == (0, True, True)
    assert json.loads(ended(["show", str(target), "--json"], monkeypatch, capsys)[1]) == found
    status, _, err = ended(["explain", str(target)], monkeypatch, capsys)
    assert (status, "E402" in err, "`storage-model show` and `query` tell of it" in err) == (6, True, True)
    asked = ["query", str(target), "SELECT max(power_mw) AS widest FROM frontier", "--json"]
    assert json.loads(ended(asked, monkeypatch, capsys)[1]) == [{"widest": 200.0}]
    page = (target / "size.html").read_text(encoding="utf-8")
    assert "<h2>" in page
    assert page.count('class="does_not_pay"') >= 3  # no green dot beside a size that loses money
    assert "the best by whole lives is 100 MW / 200 MWh" in page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("asset: station", "asset: gas_plant"),
        ("least_power_modules: 1", "least_power_modules: 3"),
        ("energy_module_mwh: 200.0", "energy_module_mwh: 1700.0"),
    ],
)
def test_slips_are_named_with_their_place(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An asset of another kind, nothing behind the connection, no whole count in range: nothing is dispatched."""
    Path(FILE).write_text(BODY.replace(old, new), encoding="utf-8")
    status, _, err = ended(["size", CASE, FILE], monkeypatch, capsys)
    assert (status, "E334" in err, "two.yaml:" in err) == (3, True, True), err


def test_lives_at_once_move_no_digit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The same bytes from one process and from two, gas sets climbed beside."""
    body = BODY + SETS
    Path(FILE).write_text(body.replace("most_power_modules: 4", "most_power_modules: 2"), encoding="utf-8")
    for jobs in ("1", "2"):
        asked = ["size", CASE, FILE, "-q", "--jobs", jobs, "--out", f"results/{jobs}"]
        assert ended(asked, monkeypatch, capsys)[0] == 0
    one, two = (json.loads(Path(f"results/{jobs}/size.json").read_text(encoding="utf-8")) for jobs in ("1", "2"))
    assert one == two
    assert one["sets"] is not None
