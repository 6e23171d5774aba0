"""What a law cannot recompute from the inputs alone, because something else moved it; said, never passed over."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from storage_model.runs.reaudit.evidence import Evidence, items

# What a policy of a kind does to the terms of a project, beyond the money it pays by the meter or the year.
MOVED_BY: dict[str, str] = {
    "capex_grant": "write-offs",
    "accelerated_depreciation": "write-offs",
    "policy_loan": "loans",
    "interest_subsidy": "loans",
    "income_tax_relief": "income tax",
    "vat_refund": "VAT refunds",
}
# Kinds that only pay or charge by the meter or the year, or take back what those before them gave.
PAYING = {
    *("capacity_lease", "capacity_price", "carbon_credit", "charging_fee_exemption", "charging_fees", "clawback"),
    *("conduct_penalties", "discharge_subsidy", "drainage_subsidy", "feed_in_tariff", "guaranteed_cycles"),
    *("production_premium", "regulation_rules"),
}
VARIABLE_COST = "what of the cost moves with output"
# A kind unknown here may do any of it.
_ANYTHING = (*dict.fromkeys(MOVED_BY.values()), VARIABLE_COST)


def moved(evidence: Evidence, project: str) -> dict[str, str]:
    """Return what is moved for a project, and by what."""
    found: dict[str, str] = {}
    owned = set(evidence.assets_of(project))
    for role, policy in evidence.inputs.get("policies", {}).items():
        named = policy["assets"].values() if "assets" in policy else ()
        if policy["kind"] not in PAYING and owned & set(named):
            known = MOVED_BY.get(policy["kind"])
            why = f"policies.{role}" if known else f"policies.{role}: verify does not know {policy['kind']}"
            for what in (known,) if known else _ANYTHING:
                found[what] = f"{found[what]}, {why}" if what in found else why
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
