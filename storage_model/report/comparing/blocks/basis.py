"""What the policies of a case rest on: the standing of their documents, and how many of their numbers are assumed."""

from collections.abc import Iterator

from storage_model.cases.compare.column import Column
from storage_model.facts import Fact, is_number
from storage_model.policies.document import Document
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.scenario.facts_of import DEFAULT
from storage_model.scenario.scenario import Scenario
from storage_model.words.assumptions import input_words
from storage_model.words.label import Label, text


def policies_of(column: Column) -> dict[str, Document]:
    """Return the policies of a case that mean something to the project that is compared, by role."""
    owned = set(column.answer.assets)
    return {role: policy for role, policy in column.scenario.policies.items() if owned.intersection(policy.assets)}


def written_numbers(scenario: Scenario, role: str) -> Iterator[tuple[str, Fact]]:
    """Yield key and fact of every number the file of a policy says; defaults, which change nothing, are left out."""
    head = f"policies.{role}."
    for key, fact in scenario.facts.items():
        if key.startswith(head) and is_number(fact.value) and fact.origin != DEFAULT:
            yield key, fact


def basis_of(column: Column, roles: tuple[str, ...]) -> Label:
    """Return the standing of some policies of a case, and how many of their numbers nobody has published."""
    policies = policies_of(column)
    kept = [role for role in roles if role in policies]
    standing = {found.zh: found for found in (_standing(policies[role]) for role in kept)}.values()
    facts = [fact for role in kept for _, fact in written_numbers(column.scenario, role)]
    words = [text("、".join(one.zh for one in standing), ", ".join(one.en for one in standing))]
    assumed = sum(fact.assumed for fact in facts)
    if assumed:
        words.append(text(f"数值 {len(facts)} 项，假设 {assumed} 项", f"{assumed} of {len(facts)} numbers assumed"))
    return text("；".join(one.zh for one in words), "; ".join(one.en for one in words))


def _standing(policy: Document) -> Label:
    """Return whether a document is in force, and where: one of another province is no law here."""
    word = WORDS[policy.status]
    if policy.status == "assumed":
        return word
    return text(f"{word.zh}（{policy.region}）", f"{word.en} ({policy.region})")


def assumed_numbers(scenario: Scenario, role: str) -> Label:
    """Return the numbers of a policy without a document, with their values; equal ones of a list once."""
    found: dict[tuple[str, object], Label] = {}
    for key, fact in written_numbers(scenario, role):
        if fact.assumed:
            head, _, place = key.rpartition(".")
            name = input_words(scenario, head if place.isdigit() else key)[0]
            found[(name.zh, fact.value)] = text(f"{name.zh} {fact.value:g}", f"{name.en} {fact.value:g}")
    return text("；".join(one.zh for one in found.values()), "; ".join(one.en for one in found.values()))
