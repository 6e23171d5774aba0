"""Construction investment by row and year, and the grants towards it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.finance.schedules.vat import vat_inside
from storage_model.finance.terms.investment import ASSET_CLASSES, Category, Grant
from storage_model.finance.terms.project import Project
from storage_model.finance.timeline import Timeline, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Investment:
    """What is built, shape (…, periods) each [yuan].

    `by_category` is VAT-inclusive; `formed` is what each class of asset costs without deductible VAT and before
    grants; `grants` is public money received in construction years, `grants_reducing_base` the part that lowers asset
    values.
    """

    by_category: Mapping[str, FloatArray]
    formed: Mapping[str, FloatArray]
    input_vat: FloatArray
    grants: FloatArray
    grants_reducing_base: FloatArray

    @property
    def total(self) -> FloatArray:
        """Construction investment including VAT, without interest during construction."""
        return total(self.by_category.values())


def invest(terms: Project) -> Investment:
    """Return the construction investment.

    Raises ValueError when a grant that lowers asset values comes after construction.
    """
    timeline = terms.timeline
    by_category: dict[str, FloatArray] = {category: np.zeros(timeline.periods) for category in get_args(Category)}
    formed: dict[str, FloatArray] = {asset_class: np.zeros(timeline.periods) for asset_class in ASSET_CLASSES}
    input_vat = np.zeros(timeline.periods)
    for line in terms.investment:
        yuan = timeline.in_construction(line.yuan)
        vat = vat_inside(yuan, line.vat_frac)
        by_category[line.category] = by_category[line.category] + yuan
        formed[line.write_off.asset_class] = formed[line.write_off.asset_class] + (yuan - vat)
        input_vat = input_vat + vat
    return Investment(
        by_category=by_category,
        formed=formed,
        input_vat=input_vat,
        grants=_in_construction(timeline, _received(terms, terms.grants)),
        grants_reducing_base=_reducing(terms),
    )


def _received(terms: Project, grants: tuple[Grant, ...]) -> FloatArray:
    total: FloatArray = sum(
        (np.asarray(grant.yuan, dtype=np.float64) for grant in grants), np.zeros(terms.timeline.periods)
    )
    return total


def _reducing(terms: Project) -> FloatArray:
    yuan = _received(terms, tuple(grant for grant in terms.grants if grant.treatment == "reduces_base"))
    if terms.timeline.of_operation(yuan).any():
        raise ValueError(
            "a grant that lowers asset values is received in construction years; treat a later one as deferred"
        )
    return yuan


def _in_construction(timeline: Timeline, yuan: FloatArray) -> FloatArray:
    return timeline.in_construction(yuan[..., : timeline.construction_years])
