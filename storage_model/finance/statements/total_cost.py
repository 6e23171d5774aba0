"""总成本费用估算表: all cost of the year by element, without VAT."""

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.lines.profit import amortisation, depreciation, interest_expense, total_cost
from storage_model.finance.lines.sales import operating_cost_ex_vat
from storage_model.finance.statements.statement import Statement, arranged

KEY = "total_cost"


def total_cost_statement(a: Accounts) -> Statement:
    """Return the statement."""
    return arranged(
        KEY,
        a,
        (
            *(materials_cost, fuel_and_power_cost, staff_cost, repair_cost, other_cost, operating_cost_ex_vat),
            *(depreciation, amortisation, interest_expense, expensed_sustaining_investment),
            *(total_cost, variable_cost, fixed_cost),
        ),
    )


def materials_cost(a: Accounts) -> FloatArray:
    """Materials bought, without VAT."""
    return a.running.by_category["materials"]


def fuel_and_power_cost(a: Accounts) -> FloatArray:
    """Fuel and energy bought, charging energy and its fees included, without VAT."""
    return a.running.by_category["fuel_and_power"]


def staff_cost(a: Accounts) -> FloatArray:
    """Pay and contributions."""
    return a.running.by_category["staff"]


def repair_cost(a: Accounts) -> FloatArray:
    """Operation, upkeep and repair, without VAT."""
    return a.running.by_category["repairs"]


def other_cost(a: Accounts) -> FloatArray:
    """Insurance, management, penalties and other cost, without VAT."""
    return a.running.by_category["other"]


def expensed_sustaining_investment(a: Accounts) -> FloatArray:
    """Sustaining investment that forms no asset, and taking the plant down, without VAT."""
    return a.running.expensed


def variable_cost(a: Accounts) -> FloatArray:
    """The part of operating cost that moves with the energy metered; what is charged by peak or year does not."""
    return a.running.variable


def fixed_cost(a: Accounts) -> FloatArray:
    """Total cost − variable cost."""
    return total_cost(a) - variable_cost(a)
