"""建设投资估算表: the construction investment by category, and the assets it forms."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.building import construction_investment
from storage_model.finance.statements.statement import Statement, arranged

KEY = "investment_estimate"


def investment_estimate(a: Accounts) -> Statement:
    """Return the statement."""
    return arranged(
        KEY,
        a,
        (
            *(engineering_cost, equipment_cost, civil_works_cost, other_construction_cost, land_cost, contingency),
            *(construction_investment, deductible_input_vat),
            *(fixed_assets_formed, intangible_assets_formed, other_assets_formed),
        ),
    )


def engineering_cost(a: Accounts) -> FloatArray:
    """Equipment + civil works and installation (工程费用), including VAT."""
    return equipment_cost(a) + civil_works_cost(a)


def equipment_cost(a: Accounts) -> FloatArray:
    """Equipment including VAT."""
    return a.investment.by_category["equipment"]


def civil_works_cost(a: Accounts) -> FloatArray:
    """Civil works and installation including VAT."""
    return a.investment.by_category["civil"]


def other_construction_cost(a: Accounts) -> FloatArray:
    """Design, supervision and other cost of construction including VAT."""
    return a.investment.by_category["other"]


def land_cost(a: Accounts) -> FloatArray:
    """Land or the right to use it; no deductible VAT from the state."""
    return a.investment.by_category["land"]


def contingency(a: Accounts) -> FloatArray:
    """Basic contingency, a share of the rows above, and the rise of prices: plan × ((1 + rate)^(year − 0.5) − 1)."""
    return a.investment.by_category["contingency"]


def deductible_input_vat(a: Accounts) -> FloatArray:
    """VAT inside the investment, set against output VAT from the first operating year."""
    return a.investment.input_vat


def fixed_assets_formed(a: Accounts) -> FloatArray:
    """Investment that becomes fixed assets, without deductible VAT, before interest and grants."""
    return a.investment.formed["fixed"]


def intangible_assets_formed(a: Accounts) -> FloatArray:
    """Investment that becomes intangible assets, without deductible VAT."""
    return a.investment.formed["intangible"]


def other_assets_formed(a: Accounts) -> FloatArray:
    """Investment that becomes other (deferred) assets, without deductible VAT."""
    return a.investment.formed["other"]
