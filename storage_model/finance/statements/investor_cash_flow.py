"""投资各方现金流量表: what one owner pays in and really gets."""

from dataclasses import dataclass

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.statements.statement import Row, Statement, cumulative
from storage_model.finance.terms.financing import Investor


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestorFlows:
    """One owner's money, shape (…, periods) each [yuan]."""

    capital: FloatArray
    dividends: FloatArray
    liquidation: FloatArray


def flows_of(a: Accounts, investor: Investor) -> InvestorFlows:
    """Return the money of one owner: capital and what is left by capital share, dividends by profit share."""
    return InvestorFlows(
        capital=a.owners.paid_in * investor.capital_share_frac,
        dividends=a.owners.dividends * investor.profit_share_frac,
        liquidation=a.owners.liquidated * investor.capital_share_frac,
    )


def investor_cash_flows(a: Accounts) -> tuple[Statement, ...]:
    """Return one statement for each owner, called `investor_<number>_cash_flow`."""
    return tuple(_statement(number, flows_of(a, investor)) for number, investor in enumerate(a.investors, 1))


def _statement(number: int, flows: InvestorFlows) -> Statement:
    lines = (
        *(investor_inflow, investor_dividends, investor_liquidation, investor_outflow, investor_capital),
        *(net_investor_cash_flow, cumulative_investor_cash_flow),
    )
    return Statement(
        key=f"investor_{number}_cash_flow", rows=tuple(Row(key=line.__name__, values=line(flows)) for line in lines)
    )


def investor_inflow(flows: InvestorFlows) -> FloatArray:
    """Dividends + share of what is left at the end."""
    return investor_dividends(flows) + investor_liquidation(flows)


def investor_dividends(flows: InvestorFlows) -> FloatArray:
    """Dividends × profit share."""
    return flows.dividends


def investor_liquidation(flows: InvestorFlows) -> FloatArray:
    """Cash left when the project ends × capital share."""
    return flows.liquidation


def investor_outflow(flows: InvestorFlows) -> FloatArray:
    """Capital paid in."""
    return investor_capital(flows)


def investor_capital(flows: InvestorFlows) -> FloatArray:
    """All equity paid in, top-ups included, × capital share."""
    return flows.capital


def net_investor_cash_flow(flows: InvestorFlows) -> FloatArray:
    """Inflow − outflow."""
    return investor_inflow(flows) - investor_outflow(flows)


def cumulative_investor_cash_flow(flows: InvestorFlows) -> FloatArray:
    """Running sum of the net cash flow."""
    return cumulative(net_investor_cash_flow(flows))
