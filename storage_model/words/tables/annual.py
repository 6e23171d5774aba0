"""annual.parquet: energy, ageing and money of every operating year."""

from storage_model.cases.annual import Columns, annual_columns_of
from storage_model.cases.answer import CaseAnswer


def annual_columns(answer: CaseAnswer) -> Columns:
    """Return one row per operating year; streams are VAT-inclusive, positive to the project [yuan]."""
    return annual_columns_of(answer.lifetime, answer.site.assets)
