"""The seal of a manifest: its own SHA-256, so that a bit flipped in the manifest itself is found as well."""

import hashlib
from collections.abc import Mapping
from typing import Any

from storage_model.runs.json_text import json_text

SEAL = "seal_sha256"


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the manifest with its seal as the last entry."""
    bare = {key: value for key, value in manifest.items() if key != SEAL}
    return {**bare, SEAL: hashlib.sha256(json_text(bare).encode()).hexdigest()}


def seal_holds(manifest: Mapping[str, Any], content: bytes) -> bool:
    """Whether the bytes of a manifest are exactly those that were sealed."""
    return json_text(sealed(manifest)).encode() == content
