"""固定资产折旧、无形资产和其他资产摊销估算表: value added, charge and value left by class."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.profit import depreciation
from storage_model.finance.statements.statement import Statement, arranged

KEY = "write_offs"


def write_offs(a: Accounts) -> Statement:
    """Return the statement."""
    return arranged(
        KEY,
        a,
        (
            *(fixed_assets_added, depreciation, closing_fixed_assets, depreciation_before_interest),
            *(intangible_assets_added, intangible_amortisation, closing_intangible_assets),
            *(other_assets_added, other_amortisation, closing_other_assets),
        ),
    )


def fixed_assets_added(a: Accounts) -> FloatArray:
    """Original value put in use at the year's end: investment without deductible VAT + construction interest −
    grants.

    Later years: sustaining investment that forms an asset, without VAT.
    """
    return a.assets.fixed.additions


def closing_fixed_assets(a: Accounts) -> FloatArray:
    """Original value − depreciation so far, before recovery in the last year."""
    return a.assets.fixed.closing + a.assets.fixed.recovered


def depreciation_before_interest(a: Accounts) -> FloatArray:
    """Depreciation of the same assets without the interest during construction; behind the adjusted income tax."""
    return a.assets.fixed_before_interest.charge


def intangible_assets_added(a: Accounts) -> FloatArray:
    """Value of intangible assets put in use at the year's end, without deductible VAT."""
    return a.assets.intangible.additions


def intangible_amortisation(a: Accounts) -> FloatArray:
    """Yearly charge on intangible assets."""
    return a.assets.intangible.charge


def closing_intangible_assets(a: Accounts) -> FloatArray:
    """Value − amortisation so far, before recovery in the last year."""
    return a.assets.intangible.closing + a.assets.intangible.recovered


def other_assets_added(a: Accounts) -> FloatArray:
    """Value of other assets put in use at the year's end, without deductible VAT."""
    return a.assets.other.additions


def other_amortisation(a: Accounts) -> FloatArray:
    """Yearly charge on other assets."""
    return a.assets.other.charge


def closing_other_assets(a: Accounts) -> FloatArray:
    """Value − amortisation so far, before recovery in the last year."""
    return a.assets.other.closing + a.assets.other.recovered
