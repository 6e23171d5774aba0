"""What policies and a project's finance ask of each other: grants in time and within the investment, loans repaid."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage_model.policies.document import Document
from storage_model.policies.terms_finance import FinanceTerm, GrantTerm, LoanTerm, VatTerm
from storage_model.problems import Problem
from storage_model.scenario.checks.finance import (
    ROUNDING,
    free_years,
    grant_in_time,
    grants_before_spending,
    has_fixed_asset,
    nothing_fixed,
)
from storage_model.scenario.checks.finding import error, warning
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.parts import Parts
from storage_model.scenario.policy_facts import project_facts
from storage_model.scenario.reading.tree import KeyPath


def policies_of_project(project: str, terms: ProjectTerms, parts: Parts) -> Iterator[Problem]:
    """Yield what a project's own grants and loans would be told as well, and what policies add to them."""
    asked = [(role, term) for role, policy in parts.policies.items() for term in _terms_of(policy, project, parts)]
    grants = [(role, term) for role, term in asked if isinstance(term, GrantTerm)]
    yield from _whole(project, terms, [term for _, term in grants])
    yield from _before_spending(terms, grants)
    for role, grant in grants:
        yield from grant_in_time(("policies", role, "period"), grant.period, grant.treatment, terms)
        if grant.treatment == "reduces_base" and not has_fixed_asset(terms):
            yield nothing_fixed(("policies", role, "treatment"))
    for role, term in asked:
        if isinstance(term, LoanTerm):
            yield from _loan(role, term, project, terms)
    yield from _untaxed_grants(project, terms, grants)
    yield from _refunded_twice(project, terms, [(role, term) for role, term in asked if isinstance(term, VatTerm)])


def _whole(project: str, terms: ProjectTerms, grants: Sequence[GrantTerm]) -> Iterator[Problem]:
    """Yield grants of policies that, with what the project is granted by itself, are more than is invested."""
    own = sum(grant.amount_yuan for grant in terms.grants.values() if grant.period <= terms.construction_years)
    granted = own + sum(grant.yuan for grant in grants)
    if grants and granted > terms.investment_yuan * (1 + ROUNDING):
        got = f"grants of {granted:g} yuan for an investment of {terms.investment_yuan:g}"
        fix = "lower a grant, or its `most_share_of_investment_frac`"
        yield error("E309", ("projects", project, "investment"), got, "grants up to the investment", fix)


def _before_spending(terms: ProjectTerms, grants: Sequence[tuple[str, GrantTerm]]) -> Iterator[Problem]:
    """Yield grants of policies that, with the project's own, come before as much has been spent."""
    own = [(grant.period, grant.amount_yuan) for grant in terms.grants.values()]
    granted = [*own, *((grant.period, grant.yuan) for _, grant in grants)]
    beyond = sum(yuan for _, yuan in granted) > terms.investment_yuan * (1 + ROUNDING)
    if not grants or beyond or list(grants_before_spending((), terms, own)):  # told by the check before, by the project
        return
    for problem in grants_before_spending((), terms, granted):
        yield replace(problem, key=f"policies.{grants[0][0]}.period")


def _loan(role: str, term: LoanTerm, project: str, terms: ProjectTerms) -> Iterator[Problem]:
    if term.share_frac is not None and len(terms.loans) != 1:
        got, fix = f"one share for the {len(terms.loans)} loans of {project!r}", "leave it out, or keep one loan"
        yield error("E309", ("policies", role, "share_frac"), got, "a project with one loan", fix)
    if term.years is not None and term.years > terms.operating_years:
        got = f"{term.years} years of repayment in {terms.operating_years} years of operation"
        expected, fix = "a loan repaid while the project runs", f"write {terms.operating_years} or less"
        yield error("E122", ("policies", role, "years"), got, expected, fix)
    for loan in terms.loans.values():
        years = loan.years if term.years is None else term.years
        grace = loan.grace_years if term.grace_years is None else term.grace_years
        if (years, grace) != (loan.years, loan.grace_years):
            key = "years" if term.grace_years is None else "grace_years"
            yield from free_years(("policies", role, key), grace, years)


def _untaxed_grants(
    project: str, terms: ProjectTerms, of_policies: Sequence[tuple[str, GrantTerm]]
) -> Iterator[Problem]:
    """Yield grants that escape tax twice: as income that is untaxed, and in the depreciation of what they paid for."""
    own = [(("projects", project, "grants", name), one.treatment, one.taxable) for name, one in terms.grants.items()]
    granted: list[tuple[KeyPath, str, bool]] = [*own]
    granted += [(("policies", role), one.treatment, one.taxable) for role, one in of_policies]
    for at, treatment, taxable in granted:
        if treatment == "deferred" and not taxable:
            got = "deferred income that bears no tax, and depreciation in full on what it paid for"
            expected = "one of the two: by 企业所得税法实施条例第二十八条 what untaxed money pays for is not deducted"
            yield warning(
                "W108", (*at, "taxable"), got, expected, "write `treatment: reduces_base`, or `taxable: true`"
            )


def _refunded_twice(project: str, terms: ProjectTerms, of_policies: Sequence[tuple[str, VatTerm]]) -> Iterator[Problem]:
    """Yield a project that has its input VAT paid out and the VAT it pays refunded on levy."""
    at: list[KeyPath] = [("policies", role, "credit") for role, term in of_policies if term.credit]
    if terms.tax.vat_credit != "carried":
        at.append(("projects", project, "tax", "vat_credit"))
    levied = terms.tax.vat_refund_on_levy_frac or any(term.refund_on_levy_frac for _, term in of_policies)
    if at and levied:
        got = f"input VAT paid out and VAT refunded on levy for {project!r}"
        expected = "one of the two: by 财政部、税务总局公告2019年第39号 and after they exclude each other"
        yield warning("W108", at[0], got, expected, "let the credit be carried, or write no refund on levy")


def _terms_of(policy: Document, project: str, parts: Parts) -> tuple[FinanceTerm, ...]:
    terms = parts.projects[project]
    named = [parts.assets[name] for name in policy.assets if name in terms.assets and name in parts.assets]
    return policy.project_terms(project_facts(terms, named)) if named else ()
