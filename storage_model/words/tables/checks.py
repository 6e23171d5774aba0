"""checks.json: every law the answer was held against, of the dispatch and of each project's accounts."""

from collections.abc import Iterator
from typing import Any

from storage_model.cases.answer import CaseAnswer
from storage_model.dispatch.audit import Audit, Check
from storage_model.words.labels.lookup import check_label

# Accounts are sums of sums over the years; rounding leaves far less than this share of the investment.
ACCOUNT_TOLERANCE = 1e-6


def all_checks(answer: CaseAnswer) -> Audit:
    """Return the audit of the dispatch with the residuals of every project's accounts."""
    return Audit(checks=(*answer.audit.checks, *_of_accounts(answer)))


def _of_accounts(answer: CaseAnswer) -> Iterator[Check]:
    for name, project in answer.projects.items():
        for key, residual in project.finance.residuals.items():
            yield Check(name=f"{name}.{key}", deviation=abs(residual), tolerance=ACCOUNT_TOLERANCE)


def checks_summary(answer: CaseAnswer) -> dict[str, Any]:
    """Return the checks as they are written to the run folder."""
    audit = all_checks(answer)
    rows = []
    for check in audit.checks:
        label = check_label(check.name)
        rows.append(
            {
                "name": check.name,
                "zh": label.zh,
                "en": label.en,
                "deviation": check.deviation,
                "tolerance": check.tolerance,
                "passed": check.passed,
            }
        )
    return {"passed": audit.passed, "count": len(rows), "checks": rows}
