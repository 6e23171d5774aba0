"""投资各方现金流量表: what one owner pays in and really gets."""

from dataclasses import dataclass

from storage_model.blocks import FloatArray
from storage_model.finance.accounts import Accounts
from storage_model.finance.statements.statement import Row, Statement, cumulative
from storage_model.finance.terms.financing import Investor


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestorFlows:
    """One owner's money, shape (…, periods) each [yuan].

    Capital and what is left at the end go by capital share, dividends by profit share.
    """

    capital: FloatArray
    dividends: FloatArray
    liquidation: FloatArray

    @property
    def net(self) -> FloatArray:
        """Dividends + share of what is left − capital."""
        return self.dividends + self.liquidation - self.capital


def flows_of(a: Accounts, investor: Investor) -> InvestorFlows:
    """Return the money of one owner."""
    return InvestorFlows(
        capital=a.owners.paid_in * investor.capital_share_frac,
        dividends=a.owners.dividends * investor.profit_share_frac,
        liquidation=a.owners.liquidated * investor.capital_share_frac,
    )


def investor_cash_flows(a: Accounts) -> tuple[Statement, ...]:
    """Return one statement for each owner, called `investor_<number>_cash_flow`."""
    return tuple(_statement(number, flows_of(a, investor)) for number, investor in enumerate(a.investors, 1))


def _statement(number: int, flows: InvestorFlows) -> Statement:
    rows = {
        "investor_inflow": flows.dividends + flows.liquidation,
        "investor_dividends": flows.dividends,
        "investor_liquidation": flows.liquidation,
        "investor_outflow": flows.capital,
        "investor_capital": flows.capital,
        "net_investor_cash_flow": flows.net,
        "cumulative_investor_cash_flow": cumulative(flows.net),
    }
    return Statement(
        key=f"investor_{number}_cash_flow", rows=tuple(Row(key=key, values=values) for key, values in rows.items())
    )
