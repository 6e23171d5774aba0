"""What a law cannot recompute from the inputs alone, because something else moved it; said, never passed over."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from storage_model.report.reaudit.evidence import Evidence, items

# What a policy of a kind does to the terms of a project, beyond the money it pays by the meter or the year.
MOVED_BY: dict[str, str] = {
    "capex_grant": "write-offs",
    "accelerated_depreciation": "write-offs",
    "policy_loan": "loans",
    "interest_subsidy": "loans",
    "income_tax_relief": "income tax",
    "vat_refund": "VAT refunds",
}


def moved(evidence: Evidence, project: str) -> dict[str, str]:
    """Return what is moved for a project, and by what."""
    found: dict[str, str] = {}
    owned = set(evidence.assets_of(project))
    for role, policy in evidence.inputs.get("policies", {}).items():
        named = policy["assets"].values() if "assets" in policy else ()
        if policy["kind"] in MOVED_BY and owned & set(named):
            found[MOVED_BY[policy["kind"]]] = f"policies.{role}"
    bought = sum(float(abs(evidence.annual[f"{name}_purchases_yuan"]).sum()) for name in owned)
    later = [
        item for item in items(evidence.projects[project], "sustaining_investment").values() if items(item, "write_off")
    ]
    lowering = [
        one for one in items(evidence.projects[project], "grants").values() if one["treatment"] == "reduces_base"
    ]
    if bought or later or lowering:
        found["write-offs"] = "assets bought later, or grants that lower values"
    return found


def first_year_share(terms: Any) -> float:
    """Return the share of the first operating year that counts, by days."""
    day = terms.get("commissioning")
    if day is None:
        return 1.0
    begins = date.fromisoformat(day)
    usual = begins.replace(year=2025)  # a year of 365 days
    return (date(2026, 1, 1) - usual).days / 365.0


def not_covered(evidence: Evidence) -> Iterator[str]:
    """Yield what no law looks at, project by project."""
    for project in evidence.projects:
        for what, why in moved(evidence, project).items():
            yield f"{project}: {what} from the inputs ({why})"
        for name, loan in items(evidence.projects[project], "loans").items():
            if loan["method"] not in ("equal_payment", "equal_principal", "bullet"):
                yield f"{project}: principal of the loan {name}, repaid as cash allows ({loan['method']})"
