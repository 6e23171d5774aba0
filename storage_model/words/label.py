"""What a key is called in a report."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
Unit = Literal[
    "yuan",
    "frac",
    "years",
    "year",
    "mw",
    "mwh",
    "mw_h",
    "yuan_per_mwh",
    "yuan_per_mw_h",
    "times",
    "ratio",
    "count",
    "h",
    "m3",
    "m3_per_kwh",
    "gj",
    "t",
    "text",
    "none",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Chinese and English words of one key, and the unit its values have in machine tables."""

    zh: str
    en: str
    unit: Unit = "yuan"

    def of(self, lang: Lang) -> str:
        """Return the words in one language."""
        return self.zh if lang == "zh" else self.en


def text(zh: str, en: str | None = None) -> Label:
    """Return words in both languages; one argument serves both."""
    return Label(zh=zh, en=zh if en is None else en, unit="text")


def noted(words: str, zh: str) -> Label:
    """Return words an input file says, with their Chinese where it says that too."""
    return text(zh or words, words)


def origin_words(origin: str) -> Label:
    """Return the place that set a value; what nobody wrote is the program's own."""
    return text("程序默认", origin) if origin == "default" else text(origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed(Label):
    """Words that know which number they name, so that a page can lead from them to its way back."""

    key: str


def keyed(label: Label, key: str) -> Keyed:
    """Return the words with the key of their number."""
    return Keyed(zh=label.zh, en=label.en, unit=label.unit, key=key)
