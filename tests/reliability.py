"""Counts what is tried to break the program and what comes of it; `make reliability` prints the table.

A test marked `reliability(kind, count)` makes `count` attempts of a kind (1 unless told); all are right when it passes.
"""

import pytest

# kind → what is counted, what has to come of it
KINDS = {
    "bad inputs": ("tried", "told with place and fix"),
    "odd exports": ("tried", "read right"),
    "damaged market files": ("tried", "right or refused"),
    "fuzzed files": ("tried", "read or refused"),
    "flipped bits": ("flipped", "refused by name"),
    "faults": ("injected", "survived"),
    "mutants": ("planted", "killed"),
    "attacks": ("tried", "without effect"),
    "repetitions": ("computed", "same bytes"),
}
_PROPERTY = "reliability"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that prints the table."""
    parser.addoption("--reliability", action="store_true", help="print what was tried and what came of it")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "reliability(kind, count=1): attempts that `make reliability` counts")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each report carry its count, through worker processes too."""
    for item in items:
        mark = item.get_closest_marker(_PROPERTY)
        if mark is not None:
            kind, count = (*mark.args, 1)[:2]
            assert kind in KINDS, f"{item.nodeid}: no kind {kind!r}"
            item.user_properties.append((_PROPERTY, [kind, count]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print a line a kind: attempts, those that went right, the share."""
    if not config.getoption("--reliability"):
        return
    tried, right = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    for outcome in ("passed", "failed", "error"):  # what cannot be tried on a machine is skipped and not counted
        for report in terminalreporter.stats.get(outcome, []):
            for kind, count in [found for name, found in report.user_properties if name == _PROPERTY]:
                tried[kind] += count
                right[kind] += count if outcome == "passed" else 0
    terminalreporter.section("reliability")
    for kind, (attempts, outcome) in KINDS.items():
        share = f"{right[kind] / tried[kind]:.0%}" if tried[kind] else "—"
        terminalreporter.write_line(
            f"{kind:<22}{attempts:>9} {tried[kind]:>6} · {outcome:<24}{right[kind]:>6} · {share:>5}"
        )
