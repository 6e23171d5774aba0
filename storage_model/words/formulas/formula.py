"""How one row of a statement follows from others, written as one line."""

from dataclasses import dataclass
from typing import Literal

from storage_model.words.label import Label

Kind = Literal["sum", "ratio", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One term of a formula: another row, with its sign; `before` means its value of the year before.

    `row` is `statement.row`; a star at its end stands for every row that begins so.
    """

    sign: int
    row: str
    before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One row: the sum of its parts year by year, the first part over the second, or what only words can say.

    `streams` names what is settled behind the row (`revenue`, or a category of cost); `inputs` the key paths of the
    inputs it rests on, where `{project}` stands for each project and a star for any word.
    """

    kind: Kind
    parts: tuple[Part, ...] = ()
    words: Label | None = None
    streams: str = ""
    inputs: tuple[str, ...] = ()


def total(statement: str, *terms: str) -> Formula:
    """Return a sum; a term is `+row`, `-row` or `+statement.row`, with `<` before the name for the year before."""
    return Formula(kind="sum", parts=tuple(_part(statement, term) for term in terms))


def running(statement: str, own: str, *terms: str) -> Formula:
    """Return a running sum of terms: last year's own value plus what the year brings."""
    return total(statement, f"+<{own}", *terms)


def ratio(statement: str, over: str, under: str) -> Formula:
    """Return one row over another."""
    return Formula(kind="ratio", parts=(_part(statement, f"+{over}"), _part(statement, f"+{under}")))


def given(statement: str, zh: str, en: str, *terms: str, inputs: tuple[str, ...] = (), streams: str = "") -> Formula:
    """Return a row that a schedule computes: its formula in words, the rows and inputs it reads."""
    words = Label(zh=zh, en=en, unit="text")
    parts = tuple(_part(statement, term if term[0] in "+-" else f"+{term}") for term in terms)
    return Formula(kind="given", parts=parts, words=words, inputs=inputs, streams=streams)


def settled(zh: str, en: str, streams: str, inputs: tuple[str, ...] = ()) -> Formula:
    """Return a row that is money settled by the meter, and yearly amounts of the input."""
    return Formula(kind="given", words=Label(zh=zh, en=en, unit="text"), streams=streams, inputs=inputs)


def _part(statement: str, term: str) -> Part:
    sign, rest = (-1 if term[0] == "-" else 1), term[1:]
    before = rest.startswith("<")
    row = rest.removeprefix("<")
    return Part(sign=sign, row=row if "." in row else f"{statement}.{row}", before=before)
