"""JSON as every file of a run is written."""

import json
from collections.abc import Mapping
from typing import Any


def json_text(content: Mapping[str, Any] | list[Any]) -> str:
    """Return JSON that people can read; a number that is not finite is an error, never written."""
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
