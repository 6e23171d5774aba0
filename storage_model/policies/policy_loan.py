"""A loan on terms that a policy grants (政策性贷款)."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from storage_model.policies.document import Document, Moved, Payer
from storage_model.policies.terms_finance import LoanTerm, ProjectFacts, RepaymentMethod
from storage_model.records import Frac, LifeYears, Years


class PolicyLoan(Document):
    """Share, rate, years, grace and method in place of those of the project's long-term loans; what is null stays."""

    usual_payer: ClassVar[Payer] = "fiscal_budget"
    moves: ClassVar[Mapping[Moved, tuple[str, ...]]] = {
        "loan_share": ("share_frac",),
        "interest": ("rate_frac",),
        "repayment": ("years", "method", "grace_years"),
    }

    kind: Literal["policy_loan"]
    share_frac: Frac | None = None
    """占建设投资比例 / share of the construction investment less grants, for a project with one loan [0–1]"""
    rate_frac: Frac | None = None
    """年利率 / yearly nominal interest, charged as often as the project's own loan is [0–1]"""
    years: LifeYears | None = None
    """还款年限 / years of repayment, grace included"""
    grace_years: Years | None = None
    """宽限期 / first operating years without principal"""
    method: RepaymentMethod | None = None
    """还款方式 / 等额本金, 等额本息, 到期一次还本, 按偿债备付率定制, or 最大偿还能力"""

    def project_terms(self, facts: ProjectFacts) -> tuple[LoanTerm, ...]:
        """Return the terms, the same for every project; none when the file changes none."""
        del facts
        changed = (self.share_frac, self.rate_frac, self.years, self.grace_years, self.method)
        if all(value is None for value in changed):
            return ()
        return (
            LoanTerm(
                share_frac=self.share_frac,
                rate_frac=self.rate_frac,
                years=self.years,
                grace_years=self.grace_years,
                method=self.method,
            ),
        )
