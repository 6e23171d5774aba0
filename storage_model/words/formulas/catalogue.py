"""Every row of every statement with its formula; a row without one is an error, as one without a name."""

from functools import lru_cache

from storage_model.words.formulas.balance import BALANCE
from storage_model.words.formulas.building import BUILDING
from storage_model.words.formulas.cash import cash
from storage_model.words.formulas.debt import DEBT
from storage_model.words.formulas.formula import Formula, settled
from storage_model.words.formulas.operation import OPERATION

_STREAM_ROW, _NOT_A_STREAM = "revenue_and_taxes.revenue_", {"revenue_with_vat", "revenue_ex_vat"}


@lru_cache(maxsize=2)
def _all(vat_in_lines: bool) -> dict[str, Formula]:
    return {**BUILDING, **OPERATION, **DEBT, **cash(vat_in_lines=vat_in_lines), **BALANCE}


def formula_of(statement: str, row: str, *, vat_in_lines: bool) -> Formula:
    """Return how a row follows from others; LookupError for a row that nobody described."""
    key = f"{statement}.{row}"
    if is_stream_row(key):
        stream = key.removeprefix(_STREAM_ROW)
        words = "逐年结算的收入，含税", "revenue settled year by year, VAT-inclusive"
        return settled(*words, streams=f"stream:{stream}")
    found = _all(vat_in_lines)
    if key not in found:
        raise LookupError(f"no formula for {key!r}; add it to words/formulas/")
    return found[key]


def is_stream_row(key: str) -> bool:
    """Whether a row is the revenue of one stream."""
    return key.startswith(_STREAM_ROW) and key.rpartition(".")[2] not in _NOT_A_STREAM
