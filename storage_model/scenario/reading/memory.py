"""What was read from files, kept for the next case that names the same ones."""

from dataclasses import dataclass, field
from pathlib import Path

from storage_model.prices.read.read_series import Reading
from storage_model.scenario.reading.tree import Branch

SeriesKey = tuple[Path, str, str]


@dataclass(slots=True, kw_only=True)
class Memory:
    """Files read so far: YAML by path with its SHA-256, series by path, key and the words about them; links followed.

    Many cases read with one memory see each file as it stood when it was read first. Only what was read without an
    error is kept.
    """

    trees: dict[Path, tuple[Branch, str]] = field(default_factory=dict)
    series: dict[SeriesKey, Reading] = field(default_factory=dict)
    links: dict[Path, Path] = field(default_factory=dict)

    def resolved(self, path: Path) -> Path:
        """Return where a path leads once links are followed, and follow them once."""
        if path not in self.links:
            self.links[path] = path.resolve()
        return self.links[path]
