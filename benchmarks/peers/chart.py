"""The same as a chart: time of every tool as a multiple of this project's, logarithmic."""

from collections.abc import Mapping

from benchmarks.peers.ask import Answer
from benchmarks.peers.table import OURS, TITLES
from benchmarks.peers.tools import TOOLS


def svg(found: Mapping[str, Mapping[str, Answer]]) -> str:
    """Return the chart as SVG."""
    import vl_convert

    titles = {tool.name: tool.title for tool in TOOLS}
    rows = [
        {"question": TITLES[question], "tool": titles[name], "times": answer.total_s / answers[OURS].total_s}
        for question, answers in found.items()
        for name, answer in answers.items()
        if not answer.failed
    ]
    drawing = {
        "data": {"values": rows},
        "mark": {"type": "bar", "height": 9},
        "width": 480,
        "encoding": {
            "x": {"field": "times", "type": "quantitative", "scale": {"type": "log"}, "title": "time, × this project"},
            "y": {"field": "tool", "type": "nominal", "sort": [tool.title for tool in TOOLS], "title": None},
            "row": {
                "field": "question", "type": "nominal", "sort": list(TITLES.values()), "title": None,
                "header": {"labelAngle": 0, "labelAlign": "left", "labelOrient": "top"},
            },
            "color": {
                "condition": {"test": "datum.tool == 'storage_model'", "value": "#1b6ca8"}, "value": "#b8c4cc",
            },
        },
        "resolve": {"scale": {"y": "independent"}},
    }  # fmt: skip
    return str(vl_convert.vegalite_to_svg(drawing))
