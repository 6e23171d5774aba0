"""What a law cannot recompute from the inputs alone, because something else moved it; said, never passed over."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from storage_model.runs.reaudit.evidence import PLANTS, Evidence, items
from storage_model.words.label import Label, text

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
_IN_CHINESE = {
    "write-offs": "折旧摊销",
    "loans": "借款",
    "income tax": "所得税",
    "VAT refunds": "增值税退税",
    VARIABLE_COST: "随产量变动的成本",
}
# A kind unknown here may do any of it.
_ANYTHING = tuple(_IN_CHINESE)


def left_out(of: str, zh: str, en: str) -> Label:
    """Return the sentence that names what no law looks at, of an asset, a market or a project."""
    return text(f"{of}：{zh}", f"{of}: {en}")


def moved(evidence: Evidence, project: str) -> dict[str, Label]:
    """Return what is moved for a project, and by what."""
    found: dict[str, Label] = {}
    owned = set(evidence.assets_of(project))
    for role, policy in evidence.inputs.get("policies", {}).items():
        named = policy["assets"].values() if "assets" in policy else ()
        if policy["kind"] not in PAYING and owned & set(named):
            known = MOVED_BY.get(policy["kind"])
            why = text(f"policies.{role}") if known else _unknown(f"policies.{role}", policy["kind"])
            for what in (known,) if known else _ANYTHING:
                before = found.get(what)
                found[what] = text(f"{before.zh}, {why.zh}", f"{before.en}, {why.en}") if before else why
    bought = sum(float(abs(evidence.annual[f"{name}_purchases_yuan"]).sum()) for name in owned)
    later = [
        item for item in items(evidence.projects[project], "sustaining_investment").values() if items(item, "write_off")
    ]
    lowering = [
        one for one in items(evidence.projects[project], "grants").values() if one["treatment"] == "reduces_base"
    ]
    if bought or later or lowering:
        found["write-offs"] = text(
            "后期购置的资产，或冲减原值的补助", "assets bought later, or grants that lower values"
        )
    return found


def _unknown(of: str, kind: str) -> Label:
    return left_out(of, f"verify 不认识 {kind}", f"verify does not know {kind}")


def stores(evidence: Evidence, name: str) -> bool:
    """Whether a run counts an asset among its batteries: it tells the health of one of any kind."""
    return f"{name}_soh_frac" in evidence.annual


def unknown(evidence: Evidence) -> tuple[str, ...]:
    """Return the assets of kinds whose inside is not known here."""
    return tuple(name for name, asset in evidence.assets.items() if asset["kind"] not in PLANTS)


def unknown_stores(evidence: Evidence) -> tuple[str, ...]:
    """Return those of them that the summary counts among batteries."""
    return tuple(name for name in unknown(evidence) if stores(evidence, name))


def first_year_share(terms: Any) -> float:
    """Return the share of the first operating year that counts, by days."""
    day = terms.get("commissioning")
    if day is None:
        return 1.0
    begins = date.fromisoformat(day)
    usual = begins.replace(year=2025)  # a year of 365 days
    return (date(2026, 1, 1) - usual).days / 365.0


def not_covered(evidence: Evidence) -> Iterator[Label]:
    """Yield what no law looks at, asset by asset of an unknown kind, then project by project."""
    for name in unknown(evidence):
        of = f"assets.{name} ({evidence.assets[name]['kind']})"
        yield left_out(of, "机组内部的物理过程", "physics inside the plant")
        if stores(evidence, name):
            counted = "energy, cycles and cost of storage in the summary, which may count it"
            yield left_out(of, "摘要中的储能电量、循环与平准化储能成本（可能计入此资产）", counted)
        elif "generation" in evidence.summary:
            counted = "gas power and methane in the summary, which may count it"
            yield left_out(of, "摘要中的瓦斯发电与甲烷各数（可能计入此资产）", counted)
    for project in evidence.projects:
        for what, why in moved(evidence, project).items():
            zh, en = f"由输入推得的{_IN_CHINESE[what]}（{why.zh}）", f"{what} from the inputs ({why.en})"
            yield left_out(project, zh, en)
        for name, loan in items(evidence.projects[project], "loans").items():
            if loan["method"] not in ("equal_payment", "equal_principal", "bullet"):
                zh = f"借款 {name} 的还本，随可用资金偿还（{loan['method']}）"
                yield left_out(project, zh, f"principal of the loan {name}, repaid as cash allows ({loan['method']})")
