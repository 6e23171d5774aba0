"""Where the answer of a command goes: below results/ unless --out says otherwise, and refused before it is computed."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage_model.runs.layout import COMPARISON, KIND, RANGES, SIZING, USUAL_NAME
from storage_model.runs.place import require_place

if TYPE_CHECKING:
    from storage_model.scenario.scenario import Scenario

# Kind → what follows the name of its case; a run alone has no folder below that.
_AFTER = {COMPARISON: "_compared", RANGES: "_ranges", SIZING: "_size", KIND: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlace:
    """The place of an answer of one kind, by its case."""

    out: Path | None
    kind: str

    def folder(self, scenario: "Scenario") -> Path:
        """Return the folder to write."""
        below = Path("results") / f"{scenario.name}{_AFTER[self.kind]}"
        return self.out or below / USUAL_NAME.get(self.kind, "")

    def require(self, scenario: "Scenario", *beside: "Scenario") -> None:
        """Refuse a folder that cannot be written or holds anything else, and a kind that lacks words for what is shown.

        `beside` are the other cases on the same page. Raises MissingPartError, or LookupError with the keys: hours
        later, when the page is written, would be too late.
        """
        from storage_model.words.needed import require_words

        require_place(self.folder(scenario), self.kind)
        require_words(scenario, *beside)
