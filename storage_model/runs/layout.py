"""What makes a folder one of ours: the manifest it ends with, the kind that says, what every reader may count on."""

from typing import Final

MANIFEST = "manifest.json"
# A sweep's folder begins with its plan and lives on; what has ended there is sealed under a name of its own.
SWEEP_PLAN = "plan.json"
SWEEP_MANIFEST = "sweep.json"
# Layout of a run folder; a reader refuses any other.
SCHEMA_VERSION = 2
KIND = "storage_model run"
SWEEP = "storage_model sweep"
COMPARISON = "storage_model comparison"
RANGES = "storage_model ranges"
SIZING = "storage_model sizing"
# Kind → files every reader of it may count on; a folder may hold more.
NEEDED: Final = {
    KIND: (
        "summary.json",
        "checks.json",
        "dispatch.parquet",
        "annual.parquet",
        "statements.parquet",
        "streams.parquet",
        "scenario.resolved.yaml",
    ),
    SWEEP: (SWEEP_PLAN, "cases.parquet", "summary.csv"),
    COMPARISON: ("compare.json", "lines.parquet"),
    RANGES: ("ranges.json", "draws.parquet"),
    SIZING: ("size.json", "frontier.parquet"),
}
# Kind → every file its folder may hold, as somebody's own folder does not.
MAP = "map.parquet"
WRITTEN: Final = {
    COMPARISON: (
        "compare.json",
        "cases.csv",
        "attribution.csv",
        "compare.html",
        "compare.xlsx",
        "lines.parquet",
        "purse.parquet",
        MAP,
        MANIFEST,
    ),
    RANGES: ("ranges.json", "quantiles.csv", "one_at_a_time.csv", "ranges.html", "draws.parquet", MANIFEST),
    SIZING: ("size.json", "frontier.csv", "frontier.parquet", "size.html", MANIFEST),
}
# Kind → what its folder is called below `<case>_…` unless somebody says otherwise.
USUAL_NAME: Final = {COMPARISON: "compare", RANGES: "ranges", SIZING: "size"}


def word_of(kind: str) -> str:
    """Return the one word of a kind: run, sweep, comparison, ranges, sizing."""
    return kind.removeprefix("storage_model ")
