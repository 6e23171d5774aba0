"""Options that are typed wrong say how they are written (exit status 2); what is heard while a command runs."""

import io
import json
import signal
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from storage_model.cases.many.run import Stop
from storage_model.cli import group
from storage_model.cli.compare_words import aim_of, axes_of, parameter_of
from storage_model.cli.group import commands
from storage_model.cli.interrupt import stopping
from storage_model.cli.prices import prices
from storage_model.cli.progress import Progress
from storage_model.cli.server import server
from storage_model.cli.streams import drop_output
from storage_model.shared import migrate, status


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("rate", "is no key path; write role.key"),
        ("capacity_price.rate=1", "write KEY=START:LIMIT or KEY=START:LIMIT:STEP"),
        ("capacity_price.rate=0:5:0", "a step is above zero"),
        ("capacity_price.rate=0:5:-1", "a step is above zero"),
        ("capacity_price.rate=0:much", "'much' is no number"),
        ("capacity_price.rate=0:inf", "'inf' is no number"),
    ],
)
def test_a_parameter_typed_wrong(words: str, said: str) -> None:
    """What is wrong with `--break-even`, and how it is written."""
    with pytest.raises(click.BadParameter, match=said) as caught:
        parameter_of(words)
    assert caught.value.param_hint == "--break-even"


def test_a_parameter_with_its_search() -> None:
    """A role stands for its policy; any other number of the case keeps its path."""
    found = parameter_of("capacity_price.rate=10:500:0.5")
    assert (found.path, found.start, found.limit, found.step) == ("policies.capacity_price.rate", 10.0, 500.0, 0.5)
    assert parameter_of("assets.station.power_mw").path == "assets.station.power_mw"


@pytest.mark.parametrize("span", ["0:5", "5:0:3", "0:5:1", "0:5:2.5", "0:5:51"])
def test_a_map_typed_wrong(span: str) -> None:
    """Three parts, low below high, a count from 2 to 50."""
    with pytest.raises(click.BadParameter, match=r"LOW:HIGH:COUNT|LOW below HIGH"):
        axes_of(("a.b=0:4:5", f"c.d={span}"))
    assert axes_of(("a.b=0:4:5", "c.d=1:2:2"))[0].values == (0.0, 1.0, 2.0, 3.0, 4.0)


def test_an_aim_typed_wrong() -> None:
    """An indicator nobody knows; a known one finds its unit."""
    with pytest.raises(click.BadParameter, match="unknown indicator 'irr'"):
        aim_of("irr=0.06", "station")
    assert aim_of("irr_project_after_tax=0.06", "station").key == "irr_project_after_tax_frac"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--delimiter", "ab"), "'ab' is not one character; a tab is written tab"),
        (("--where", "node"), "'node' is no COLUMN=VALUE"),
    ],
)
def test_a_word_of_a_series_typed_wrong(words: tuple[str, str], said: str, tmp_path: Path) -> None:
    """Two characters between cells, a row to keep without its value."""
    found = CliRunner().invoke(prices, ["check", str(tmp_path / "x.csv"), *words])
    assert (found.exit_code, said in found.output) == (2, True)


@pytest.mark.parametrize("word", ["tab", "\\t", "\t"])
def test_a_tab_between_cells(word: str, tmp_path: Path) -> None:
    """However it is written, the two columns are seen."""
    path = tmp_path / "x.csv"
    path.write_text("start\tprice\n2026-01-01T00:00+08:00\t1\n2026-01-01T01:00+08:00\t2\n", encoding="utf-8")
    found = CliRunner().invoke(prices, ["check", str(path), "--delimiter", word, "--json"])
    assert json.loads(found.stdout)[0]["columns"] == ["start", "price"]


def test_an_unknown_command() -> None:
    """No module is looked for."""
    found = CliRunner().invoke(commands, ["rum"])
    assert (found.exit_code, "No such command 'rum'" in found.output) == (2, True)


ADDRESS = "postgresql://office@db/results"


@pytest.mark.parametrize(
    ("before", "said"),
    [(3, "ready already, version 3"), (None, "made ready, version 3"), (2, "brought from version 2 to 3")],
)
def test_what_a_server_was_before(before: int | None, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ready, empty, older: each in its own words."""
    monkeypatch.setattr(migrate, "make_ready", lambda _: (before, 3))
    found = CliRunner().invoke(server, ["init", "--server", ADDRESS])
    assert (found.exit_code, said in found.output) == (0, True), found.output


def test_what_a_server_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line for each fact, or one record for a program."""
    monkeypatch.setattr(status, "status_of", lambda _: {"version": 3, "runs": 12})
    words = CliRunner().invoke(server, ["status", "--server", ADDRESS]).output.splitlines()
    assert [line.split() for line in words[1:]] == [["version", "3"], ["runs", "12"]]
    found = json.loads(CliRunner().invoke(server, ["status", "--server", ADDRESS, "--json"]).output)
    assert (found["version"], found["runs"], found["server"]) == (3, 12, words[0])


class Terminal(io.StringIO):
    """Somebody who sees a line move."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_on_a_terminal_the_line_moves_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that is written over at each word and wiped at the end; told to be silent, nothing."""
    seen, unseen = Terminal(), Terminal()
    for stream, silent in ((seen, False), (unseen, True)):
        monkeypatch.setattr(sys, "stderr", stream)
        with Progress(silent=silent) as progress:
            progress.stage("调度 · dispatch")
            progress.tick(1, 4)
            assert list(progress.done()) == ["调度 · dispatch"]
    text = seen.getvalue()
    assert "\n" not in text
    assert [part.split(" s ")[0].split("，")[0] for part in text.split("\r\033[K")] == [
        "",
        "调度 · dispatch …",
        "调度 · dispatch … 1/4",
        "",
    ]
    assert unseen.getvalue() == ""


def test_the_first_interrupt_asks_and_the_second_ends(capsys: pytest.CaptureFixture[str]) -> None:
    """The cases that run are finished; once more is an interrupt; afterwards all is as before."""
    before, stop = signal.getsignal(signal.SIGINT), Stop()
    with stopping(stop):
        signal.raise_signal(signal.SIGINT)
        assert stop.asked
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert capsys.readouterr().err.count("once more stops at once") == 1
    assert signal.getsignal(signal.SIGINT) is before


def test_without_an_output_nothing_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program without a console has none."""
    out: Any = None
    monkeypatch.setattr(sys, "stdout", out)
    drop_output()
    assert sys.stdout is None


def test_a_bug_names_its_kind(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """ "this is our bug: 'power_mw'" told whoever writes a kind of asset nothing; the traceback is in a file."""

    def fails(*_: object, **__: object) -> None:
        raise KeyError("power_mw")

    monkeypatch.setattr(click.Group, "main", fails)
    monkeypatch.setattr(group, "_traceback_file", lambda: "its.log")
    with pytest.raises(SystemExit) as ended:
        group.main()
    assert ended.value.code == group.BUG
    assert capsys.readouterr().err == "内部错误 · this is our bug: KeyError: 'power_mw'; details in its.log\n"
