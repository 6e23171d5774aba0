"""Operating years as charts and their tables name them: a star where a year lies between those that were optimised."""

from storage_model.lifetime.record import Lifetime
from storage_model.words.label import Label, text

STAR = "*"


def year_names(lifetime: Lifetime) -> list[Label]:
    """Return the name of each operating year."""
    chosen = lifetime.dispatched or (True,) * len(lifetime.calendar_years)
    pairs = zip(lifetime.calendar_years, chosen, strict=True)
    return [text(f"{year}{'' if optimised else STAR}") for year, optimised in pairs]


def star_words(lifetime: Lifetime) -> Label:
    """Return what a star says, to stand behind a note; nothing where every year was optimised."""
    if all(lifetime.dispatched):
        return text("")
    return text(f"{STAR} 未优化的年份，介于前后优化年份之间。", f" {STAR} Not optimised: between those that were.")
