"""The books of fixed, intangible and other assets: added, written off, recovered at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.investment import Investment
from storage_model.finance.schedules.vat import vat_inside
from storage_model.finance.schedules.write_off import written_off
from storage_model.finance.terms.investment import ASSET_CLASSES, AssetClass, WriteOff
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import YEARS_APART, last_only


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetBook:
    """One class of assets, shape (…, periods) each [yuan]: put in use at the year's end, charged, recovered."""

    additions: FloatArray
    charge: FloatArray
    recovered: FloatArray

    @property
    def closing(self) -> FloatArray:
        """Book value at the year's end, after recovery in the last one."""
        return np.cumsum(self.additions - self.charge - self.recovered, axis=-1)

    def plus(self, other: "AssetBook") -> "AssetBook":
        """Return both books together."""
        return AssetBook(
            additions=self.additions + other.additions,
            charge=self.charge + other.charge,
            recovered=self.recovered + other.recovered,
        )

    def times(self, factor: FloatArray) -> "AssetBook":
        """Return the book with every value multiplied; `factor` has shape (…)."""
        by = np.asarray(factor)[..., None]
        return AssetBook(additions=self.additions * by, charge=self.charge * by, recovered=self.recovered * by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """Books by class; `fixed_before_interest` leaves out the interest during construction, for the project cash flow.

    `from_construction` is the value of all classes put in use when construction ends.
    """

    fixed: AssetBook
    fixed_before_interest: AssetBook
    intangible: AssetBook
    other: AssetBook
    from_construction: FloatArray


def keep_assets(terms: Project, investment: Investment, capitalised_interest: FloatArray) -> Assets:
    """Return the books; interest during construction and grants change the value of all fixed rows in proportion.

    Everything is put in use at the end of construction. Raises ValueError when interest finds no fixed asset to stand
    in.
    """
    fixed, intangible, other = (_built(terms, asset_class) for asset_class in ASSET_CLASSES)
    base = fixed.additions.sum(axis=-1)
    interest = capitalised_interest.sum(axis=-1)
    granted = investment.grants_reducing_base.sum(axis=-1)
    if ((base == 0) & ((interest > 0) | (granted > 0))).any():
        raise ValueError("interest during construction and grants need a fixed asset whose value they change")
    safe = np.where(base == 0, 1.0, base)
    before_interest, financed = fixed.times(1.0 - granted / safe), fixed.times(1.0 + (interest - granted) / safe)
    return Assets(
        fixed=_with_later(terms, "fixed", financed),
        fixed_before_interest=_with_later(terms, "fixed", before_interest),
        intangible=_with_later(terms, "intangible", intangible),
        other=_with_later(terms, "other", other),
        from_construction=financed.additions + intangible.additions + other.additions,
    )


def _built(terms: Project, asset_class: AssetClass) -> AssetBook:
    """Return the assets put in use when construction ends: value of each row times the course such an asset takes."""
    rows = [line for line in terms.investment if line.write_off.asset_class == asset_class]
    if not rows:
        nothing = np.zeros(terms.timeline.periods)
        return AssetBook(additions=nothing, charge=nothing, recovered=nothing)
    put_in_use = np.zeros(terms.timeline.periods)
    put_in_use[terms.timeline.construction_years - 1] = 1.0
    courses = [_book(put_in_use, line.write_off) for line in rows]
    paid = [np.asarray(terms.timeline.in_construction(line.yuan)).sum(axis=-1) for line in rows]
    values = [yuan - vat_inside(yuan, line.vat_frac) for yuan, line in zip(paid, rows, strict=True)]
    by_row = np.stack(np.broadcast_arrays(*values), axis=-1)
    return AssetBook(
        additions=_of_rows(by_row, [course.additions for course in courses]),
        charge=_of_rows(by_row, [course.charge for course in courses]),
        recovered=_of_rows(by_row, [course.recovered for course in courses]),
    )


def _of_rows(by_row: FloatArray, courses: Sequence[FloatArray]) -> FloatArray:
    """Return the sum over rows of value times course, shape (…, periods)."""
    return np.asarray(by_row @ np.stack(courses), order=YEARS_APART)


def _with_later(terms: Project, asset_class: AssetClass, book: AssetBook) -> AssetBook:
    """Return a book with the assets that sustaining investment adds."""
    for line in terms.sustaining:
        if line.write_off is not None and line.write_off.asset_class == asset_class:
            yuan = terms.timeline.in_operation(line.yuan)
            book = book.plus(_book(yuan - vat_inside(yuan, line.vat_frac), line.write_off))
    return book


def _book(additions: FloatArray, terms: WriteOff) -> AssetBook:
    charge = written_off(additions, terms)
    left = last_only(np.cumsum(additions - charge, axis=-1))
    book = AssetBook(additions=additions, charge=charge, recovered=left)
    if terms.recovered_at_end:
        return book
    return replace(book, charge=charge + left, recovered=np.zeros_like(left))
