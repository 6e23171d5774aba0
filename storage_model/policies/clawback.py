"""Support returned once a project earns more than it needs (超额收益回收)."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from storage_model.policies.document import Document, Moved, Payer
from storage_model.policies.terms_finance import ClawbackTerm, ProjectFacts
from storage_model.records import Frac


class Clawback(Document):
    """A share of each year's cash above a return after tax, never more than the same pocket paid up to then.

    A year's cash is above the return once everything before it, compounded at that return, has been earned back. It is
    paid from profit after tax. Budgets, grid users and the treasury are one pocket; any other payer has its own.
    """

    usual_payer: ClassVar[Payer] = "fiscal_budget"
    moves: ClassVar[Mapping[Moved, tuple[str, ...]]] = {"clawback": ("above_irr_frac", "share_frac")}

    kind: Literal["clawback"]
    above_irr_frac: Frac
    """回收起点收益率 / project return after tax above which it applies [0–1]"""
    share_frac: Frac
    """回收比例 / share of the excess that is returned [0–1]"""

    def project_terms(self, facts: ProjectFacts) -> tuple[ClawbackTerm, ...]:
        """Return the rule, the same for every project; none when it returns nothing."""
        del facts
        if not self.share_frac:
            return ()
        return (
            ClawbackTerm(
                above_irr_frac=self.above_irr_frac,
                share_frac=self.share_frac,
            ),
        )
