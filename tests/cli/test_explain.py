"""`explain` as its users meet it."""

import json

import pytest

from tests.run_folders import ended, written_run


def test_a_tree_on_screen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The return of all projects down to the price file and the notice, Chinese by default; `--depth` cuts it."""
    status, out, err = ended(["explain", written_run(), "firr"], monkeypatch, capsys)
    assert (status, err) == (0, "")
    flat = " ".join(out.split())
    for words in (
        "项目投资财务内部收益率（税后）",
        "折现之和 0.00 万元",
        "inputs/prices/shanxi_2026_like.csv",
        "发改价格〔2026〕114号",
        "假设",
    ):
        assert words in flat
    short = ended(["explain", written_run(), "firr", "--depth", "2"], monkeypatch, capsys)[1]
    assert len(short.splitlines()) < 15 < len(out.splitlines())
    assert "…" in short


def test_english(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Words in English; Chinese stays only where a document or a title is quoted."""
    status, out, _ = ended(["explain", written_run(), "arbitrage", "--lang", "en"], monkeypatch, capsys)
    assert status == 0
    assert "Net arbitrage of the first year" in out
    assert "energy sold" in out
    assert "现货" not in out


def test_json_has_every_value(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Machine units, formulas in both languages, years, files and documents."""
    tree = json.loads(ended(["explain", written_run(), "payback_static_years", "--json"], monkeypatch, capsys)[1])
    assert tree["key"] == "payback_static_years"
    assert set(tree["formula"]) == {"zh", "en"}
    running = tree["children"][0]
    assert len(running["by_year"]) == 16


def test_projects_years_and_keys(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`projects.gas.…` as summary.csv writes it is the same as `--project gas`; `--year`; without a key all keys."""
    about = ["explain", written_run()]
    long = ended([*about, "projects.gas.npv_equity_yuan", "--json"], monkeypatch, capsys)[1]
    assert long == ended([*about, "npv_equity_yuan", "--project", "gas", "--json"], monkeypatch, capsys)[1]
    year = json.loads(
        ended([*about, "net_profit", "--project", "gas", "--year", "2030", "--json"], monkeypatch, capsys)[1]
    )
    assert list(year["by_year"].values()) == [year["value"]]
    keys = ended(about, monkeypatch, capsys)[1].splitlines()
    assert {"firr", "project_cash_flow.revenue", "station.energy_sales", "assets.station.power_mw"} <= set(keys)
    assert json.loads(ended([*about, "--json"], monkeypatch, capsys)[1]) == keys


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["irr_projct_after_tax_frac"], "did you mean irr_project_after_tax_frac"),
        (["firr", "--project", "gass"], "did you mean gas"),
        (["firr", "--year", "1999"], "2026"),
    ],
)
def test_slips(
    typed: list[str], words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong command line with the nearest name: status 2."""
    status, out, err = ended(["explain", written_run(), *typed], monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert words in " ".join(err.split())
