"""The folder of a sizing: size.json, tables, a page, the manifest."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from storage_model.cases.sizing.sizing import Size, SizeAnswer
from storage_model.report.comparing.page import ComparePage
from storage_model.report.comparing.words import COMPARE_WORDS
from storage_model.report.page.page import rendered
from storage_model.report.sizes.blocks import blocks_of
from storage_model.report.sizes.frontier_chart import frontier_chart
from storage_model.report.sizes.sentences import sentences_of
from storage_model.runs.answer_folder import write_answer_folder
from storage_model.runs.json_text import json_text
from storage_model.runs.layout import SIZING
from storage_model.words.label import Lang, text
from storage_model.words.tables.cells import csv_text
from storage_model.words.tables.parquet import Columns
from storage_model.words.versions import versions_line


def content_of(found: SizeAnswer) -> dict[str, Any]:
    """Return the content of size.json; a score that is not finite is null."""
    asked = found.file.asked
    return {
        "case": found.scenario.name,
        "objective": asked.objective,
        "score_unit": {"npv": "yuan", "equity_irr": "frac", "least_support": "minus yuan per firm kW and year"}[
            asked.objective
        ],
        "best": _plain(found.best),
        "neighbours": [_plain(one) for one in found.around],
        "case_as_it_is_score": _finite(found.own_score),
        "candidates": found.candidates,
        "beyond_connection": found.left_out,
        "whole_lives_moves": found.climbed.moves,
        "lives_dispatched": found.lives,
        "own_effect_limit_mw": found.power_limit_mw,
        "response_limit_yuan_per_mwh_per_mw": found.response_limit,
        "sets": None
        if found.sets is None
        else {
            "best": found.sets.best[0],
            "scores": {str(sets): _finite(score) for (sets,), score in sorted(found.sets.scores.items())},
        },
        "asked": asked.model_dump(),
        "sources": dict(_sources(found)),
    }


def _sources(found: SizeAnswer) -> Iterator[tuple[str, str]]:
    """Yield the document behind each number of the sizing file, or the word assumed."""
    for key, fact in found.file.facts.items():
        if isinstance(fact.value, int | float):
            yield key, fact.source or "assumed"


def _plain(size: Size) -> dict[str, Any]:
    return {**asdict(size), "count": list(size.count), "score": _finite(size.score)}


def _finite(score: float) -> float | None:
    return score if np.isfinite(score) else None


def frontier_columns(found: SizeAnswer) -> Columns:
    """Return the columns of frontier.parquet, the best energy for each power; NaN where a score does not exist."""
    sizes = found.frontier
    return {
        "power_modules": np.array([one.count[0] for one in sizes]),
        "energy_modules": np.array([one.count[1] for one in sizes]),
        "power_mw": np.array([one.power_mw for one in sizes]),
        "energy_mwh": np.array([one.energy_mwh for one in sizes]),
        "investment_yuan": np.array([one.investment_yuan for one in sizes]),
        "score": np.array([one.score if np.isfinite(one.score) else np.nan for one in sizes]),
    }


def write_sizes(
    found: SizeAnswer,
    folder: Path,
    *,
    lang: Lang,
    solver: Mapping[str, Any],
    wall_times_s: Callable[[], Mapping[str, float]],
) -> None:
    """Write every file; all but the manifest are the same for the same inputs and versions."""
    columns = frontier_columns(found)
    rows = zip(*columns.values(), strict=True)
    write_answer_folder(
        folder,
        kind=SIZING,
        texts={
            "size.json": json_text(content_of(found)),
            "frontier.csv": csv_text([tuple(columns), *rows]),
            "size.html": rendered("compare.html.j2", _page(found), COMPARE_WORDS, lang=lang),
        },
        tables={"frontier.parquet": columns},
        facts={
            "case": found.scenario.name,
            "solver": {"options": dict(solver)},
            "inputs_sha256": {**found.scenario.files, **found.file.files},
        },
        wall_times_s=wall_times_s,
    )


def _word(found: SizeAnswer) -> str:
    """Return the colour of the answer: a best size that misses the hurdle, or needs support, is no good news."""
    floor = found.equity_hurdle if found.file.asked.objective == "equity_irr" else 0.0
    return "pays" if found.best.score >= floor else "does_not_pay"


def _page(found: SizeAnswer) -> ComparePage:
    title = found.scenario.title
    return ComparePage(
        title=text(f"规模优选 · {title.zh}", f"Best size · {title.en}"),
        sentences=tuple((_word(found), sentence) for sentence in sentences_of(found)),
        blocks=blocks_of(found),
        figures={"frontier": (frontier_chart(found),)}
        if len(found.frontier) > 1 and np.isfinite(found.best.score)
        else {},
        files={**found.scenario.files, **found.file.files},
        versions=versions_line(),
    )
