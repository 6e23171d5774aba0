"""The same as a chart: time of every tool as a multiple of this project's, logarithmic."""

from collections.abc import Mapping
from textwrap import wrap

from benchmarks.peers.ask import Answer
from benchmarks.peers.table import CLOCK_WORDS, TITLES, versions
from benchmarks.peers.tools import OURS, TOOLS


def svg(found: Mapping[str, Mapping[str, Answer]], clock: str) -> str:
    """Return the chart as SVG."""
    import vl_convert

    rows = [
        {
            "question": TITLES[question], "tool": tool.title,
            "times": answers[tool.key].total_s / answers[OURS.key].total_s,
        }
        for question, answers in found.items()
        for tool in TOOLS
        if tool.key in answers and not answers[tool.key].failed
    ]  # fmt: skip
    drawing = {
        "title": {
            "text": "time of the whole path, × this project",
            "subtitle": wrap(f"{CLOCK_WORDS[clock]}; {versions(found)}", 100),
        },
        # A browser's letters may be wider than those the room for the names was measured with.
        "padding": {"left": 40, "right": 5, "top": 5, "bottom": 5},
        "data": {"values": rows},
        "transform": [{"calculate": "1", "as": "one"}],
        "mark": {"type": "bar"},
        "width": 480,
        "height": {"step": 13},
        "encoding": {
            "x": {"field": "times", "type": "quantitative", "scale": {"type": "log"}, "title": None},
            "x2": {"field": "one"},
            "y": {"field": "tool", "type": "nominal", "sort": [tool.title for tool in TOOLS], "title": None},
            "row": {
                "field": "question", "type": "nominal", "sort": list(TITLES.values()), "title": None,
                "header": {"labelAngle": 0, "labelAlign": "left", "labelAnchor": "start", "labelOrient": "top"},
            },
            "color": {"condition": {"test": "datum.tool == 'storage_model'", "value": "#1b6ca8"}, "value": "#b8c4cc"},
        },
        "resolve": {"scale": {"y": "independent"}},
    }  # fmt: skip
    return str(vl_convert.vegalite_to_svg(drawing))
