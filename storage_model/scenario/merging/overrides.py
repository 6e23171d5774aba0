"""`--set key.path=value` as data: a key path and one scalar, never an expression."""

from collections.abc import Iterable

from storage_model.scenario.reading.read_yaml import read_scalar


def parse_overrides(texts: Iterable[str]) -> dict[str, object]:
    """Return key path → value for texts like `assets.station.power_mw=200`; ValueError says which text is wrong."""
    changes: dict[str, object] = {}
    for text in texts:
        path, equals, value = text.partition("=")
        keys = path.strip().split(".")
        if not equals or not all(keys):
            raise ValueError(f"{text!r}: write key.path=value, for example assets.station.power_mw=200")
        changes[".".join(keys)] = read_scalar(value.strip())
    return changes
