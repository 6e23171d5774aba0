"""What a case costs the public by payer and year: cash, interest spared, tax forgone; and the tax it pays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from storage_model.blocks import FloatArray
from storage_model.cases.accounts import parts_by_project
from storage_model.cases.financing_numbers import loans
from storage_model.cases.policy_numbers import given_back
from storage_model.cases.support import cash_support
from storage_model.cases.supported import loans_under
from storage_model.finance.accounts import Accounts, LoanBook
from storage_model.finance.consolidate import Part
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.finance.terms.financing import Loan
from storage_model.finance.timeline import Timeline
from storage_model.lifetime.record import Lifetime
from storage_model.policies.document import PUBLIC, Payer
from storage_model.policies.terms_finance import (
    FinanceTerm,
    IncomeTaxTerm,
    InterestTerm,
    LoanTerm,
    VatTerm,
    WriteOffTerm,
)
from storage_model.scenario.policy_terms import project_terms
from storage_model.scenario.scenario import Scenario

EVERYBODY: tuple[Payer, ...] = (*PUBLIC, "generators", "tenants", "buyers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """What is paid to projects, by policy role and by payer, and the taxes they pay, shape (periods,) each [yuan].

    Tax forgone stands under the payer `tax` alone, for tax rules work together; money that is given back is negative.
    """

    first_year: int
    by_role: Mapping[str, FloatArray]
    by_payer: Mapping[Payer, FloatArray]
    taxes_paid: FloatArray

    @property
    def taxes_without_rules(self) -> FloatArray:
        """Taxes the projects would pay without any tax rule among the policies [yuan]."""
        return self.taxes_paid + self.by_payer["tax"]


def purse_of(scenario: Scenario, lifetime: Lifetime, projects: Sequence[str]) -> Purse:
    """Return the purse of some projects of a case, on the calendar of its site."""
    parts = parts_by_project(scenario, lifetime, projects)
    accounts = {name: part.accounts() for name, part in parts.items()}
    periods = next(iter(accounts.values())).income.output_vat.shape[-1]
    by_role: dict[str, FloatArray] = {}
    for name in projects:
        for role, yuan in _paid(scenario, lifetime, name, parts[name]):
            by_role[role] = by_role.get(role, np.zeros(periods)) + _placed(yuan, parts[name])
    by_payer = {payer: np.zeros(periods) for payer in EVERYBODY}
    for role, yuan in by_role.items():
        payer = scenario.policies[role].paid_by
        if payer is not None:
            by_payer[payer] = by_payer[payer] + yuan
    taxes = np.sum([taxes_of(one) for one in accounts.values()], axis=0)
    by_payer["tax"] = by_payer["tax"] + _forgone(scenario, lifetime, projects, taxes)
    first = min(terms.first_construction_year for terms in scenario.projects.values())
    return Purse(first_year=first, by_role=by_role, by_payer=by_payer, taxes_paid=taxes)


def taxes_of(accounts: Accounts) -> FloatArray:
    """Return VAT paid less refunds, surcharges, other taxes and income tax, shape (periods,) [yuan]."""
    vat = accounts.vat.payable - accounts.vat.refunded_credit - accounts.vat.refunded_on_levy
    return vat + accounts.taxes.surtax + accounts.taxes.other + accounts.taxes.income


def _forgone(scenario: Scenario, lifetime: Lifetime, projects: Sequence[str], taxes: FloatArray) -> FloatArray:
    """Return the taxes without what changes the rules of tax, whoever the file says pays for it, less those paid."""
    rules = {
        role
        for name in scenario.projects
        for role, term in project_terms(scenario, name)
        if isinstance(term, IncomeTaxTerm | VatTerm | WriteOffTerm)
    }
    if not rules:
        return np.zeros_like(taxes)
    kept = {role: policy for role, policy in scenario.policies.items() if role not in rules}
    parts = parts_by_project(replace(scenario, policies=kept), lifetime, projects)
    whole: FloatArray = np.sum([taxes_of(part.accounts()) for part in parts.values()], axis=0)
    return whole - taxes


def _paid(scenario: Scenario, lifetime: Lifetime, project: str, part: Part) -> Iterator[tuple[str, FloatArray]]:
    """Yield cash support, interest spared and, negative, what is given back, of one project in its own years."""
    yield from cash_support(scenario, lifetime, project).items()
    asked = project_terms(scenario, project)
    yield from _interest_spared(loans(scenario.projects[project]), asked, part)
    for role, yuan in given_back(part.terms, scenario, lifetime, project).items():
        yield role, -yuan


def _interest_spared(
    lent: tuple[Loan, ...], asked: Sequence[tuple[str, FinanceTerm]], part: Part
) -> Iterator[tuple[str, FloatArray]]:
    """Yield what each rule of loans spares the borrower: points between the rates × the debt that bears them."""
    rules = [(role, term) for role, term in asked if isinstance(term, LoanTerm | InterestTerm)]
    if not rules:
        return
    timeline, books = part.terms.timeline, keep_accounts(part.terms).loans
    for role, term in sorted(rules, key=lambda pair: isinstance(pair[1], InterestTerm)):
        eased = loans_under(lent, term, timeline)
        yield (
            role,
            sum(
                (
                    (_rates(dear, timeline) - _rates(cheap, timeline)) * _bearing(cheap, book)
                    for dear, cheap, book in zip(lent, eased, books, strict=True)
                ),
                np.zeros(timeline.periods),
            ),
        )
        lent = eased


def _rates(loan: Loan, timeline: Timeline) -> FloatArray:
    return np.broadcast_to(np.asarray(loan.rate_frac, dtype=np.float64), (timeline.periods,))


def _bearing(loan: Loan, book: LoanBook) -> FloatArray:
    """Return the debt that bears a year's interest: what stood at its start, and of what is drawn the time it runs."""
    opening = book.closing - book.drawn - book.capitalised + book.principal
    return opening + book.drawn * (0.5 if loan.drawn == "evenly" else 1.0)


def _placed(yuan: FloatArray, part: Part) -> FloatArray:
    return np.pad(yuan, (part.before, part.after))
