"""Several projects of one site as if they were one company: lines added up, taxes kept as each company pays them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.terms.project import Hurdle, Project
from storage_model.finance.timeline import Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One project of a site, and how many years of the site's calendar lie before and after its own."""

    terms: Project
    before: int = 0
    after: int = 0

    def accounts(self) -> Accounts:
        """Return the project's accounts on the site's calendar."""
        return shifted(keep_accounts(self.terms), self.before, self.after)


def shifted(accounts: Accounts, before: int, after: int) -> Accounts:
    """Return accounts with years of nothing before and after, so that several projects stand on one calendar."""
    if before == 0 and after == 0:
        return accounts

    def padded(values: FloatArray) -> FloatArray:
        return np.pad(values, [(0, 0)] * (values.ndim - 1) + [(before, after)])

    changed = {
        field.name: _each(getattr(accounts, field.name), padded) for field in fields(Accounts) if _is_books(field.name)
    }
    return replace(
        accounts,
        **changed,
        construction_years=accounts.construction_years + before,
        years_before=accounts.years_before + before,
        years_after=accounts.years_after + after,
    )


def together(all_accounts: Sequence[Accounts]) -> Accounts:
    """Return the sum of accounts that stand on one calendar.

    Every line is added, so losses of one company do not lower the tax of another; ratios and indicators are read from
    the sums. Returns asked for are means weighted by investment. Single loans are not listed. Construction ends where
    that of the first project does. Storage cost per MWh has a meaning only where every project stores. The sum of one
    is itself. Raises ValueError where projects are counted by different conventions.
    """
    first = all_accounts[0]
    if len(all_accounts) == 1:
        return first
    if any(accounts.options != first.options for accounts in all_accounts):
        raise ValueError("projects counted by different conventions have no sum")
    summed = {
        field.name: _added([getattr(accounts, field.name) for accounts in all_accounts])
        for field in fields(Accounts)
        if _is_books(field.name) and field.name not in ("loans", "discharged_mwh")
    }
    discharged = [accounts.discharged_mwh for accounts in all_accounts]
    return replace(
        first,
        **summed,
        loans=(),
        discharged_mwh=None if any(one is None for one in discharged) else _added(discharged),
        construction_years=min(accounts.construction_years for accounts in all_accounts),
        years_before=min(accounts.years_before for accounts in all_accounts),
        years_after=min(accounts.years_after for accounts in all_accounts),
        hurdle=_mean_hurdle(all_accounts),
        investors=(),
    )


def _is_books(name: str) -> bool:
    return name not in ("construction_years", "years_before", "years_after", "investors", "hurdle", "options")


def _each(record: Any, change: Callable[[FloatArray], FloatArray]) -> Any:
    """Return a record of schedules with a change made to every array inside it."""
    if isinstance(record, np.ndarray):
        return change(record)
    if isinstance(record, Mapping):
        return {key: _each(value, change) for key, value in record.items()}
    if isinstance(record, tuple):
        return tuple(_each(value, change) for value in record)
    if is_dataclass(record) and not isinstance(record, type):
        kind: Any = type(record)
        return kind(**{field.name: _each(getattr(record, field.name), change) for field in fields(record)})
    return record


def _added(records: Sequence[Any]) -> Any:
    """Return the sum of records of one kind, array by array; of mappings, over the keys any of them has."""
    first = records[0]
    if isinstance(first, Mapping):
        keys = dict.fromkeys(key for record in records for key in record)
        return {key: _added([record[key] for record in records if key in record]) for key in keys}
    if is_dataclass(first):
        names = [field.name for field in fields(first)]
        kind: Any = type(first)
        return kind(**{name: _added([getattr(record, name) for record in records]) for name in names})
    return sum(records[1:], first)


def _mean_hurdle(all_accounts: Sequence[Accounts]) -> Hurdle:
    """Return the returns asked for, weighted by construction investment; plain means where nothing is invested."""
    invested = [accounts.investment.total.sum(axis=-1) for accounts in all_accounts]
    whole = sum(invested)

    def mean(name: str) -> Amount:
        asked = [np.asarray(getattr(accounts.hurdle, name), dtype=np.float64) for accounts in all_accounts]
        plain = sum(asked) / len(asked)
        weighted = sum(rate * yuan for rate, yuan in zip(asked, invested, strict=True))
        return np.where(whole > 0, weighted / np.where(whole > 0, whole, 1.0), plain)

    return Hurdle(**{field.name: mean(field.name) for field in fields(Hurdle)})
