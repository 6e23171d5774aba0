"""One number of a case that can be moved: of a policy by its role, or of anything else by its key path."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from storage_model.facts import is_number
from storage_model.policies.dated import Dated
from storage_model.policies.document import Document
from storage_model.problems import InputError, Problem
from storage_model.scenario.reading.nearest import nearest
from storage_model.scenario.reading.tree import Leaf, find
from storage_model.scenario.scenario import Scenario

POLICIES = "policies"
SHARE_STEP, AMOUNT_STEP = 1e-4, 0.01
Reload = Callable[[Mapping[str, object]], Scenario]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A key path such as `policies.capacity_price.rate_yuan_per_kw_year`, searched from `start` toward `limit`.

    Without a start it begins at nothing; without a limit the search doubles until the target is met. `step` is the
    smallest difference that matters, in the parameter's unit: of a share of a whole a finer one than of an amount.
    """

    path: str
    start: float = 0.0
    limit: float | None = None
    given_step: float | None = None

    @property
    def step(self) -> float:
        """The smallest difference that matters."""
        if self.given_step is not None:
            return self.given_step
        return SHARE_STEP if self.path.endswith("_frac") else AMOUNT_STEP

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the path."""
        return tuple(self.path.split("."))

    @property
    def role(self) -> str | None:
        """The policy it belongs to; None for any other number of the case."""
        return self.keys[1] if self.keys[0] == POLICIES and len(self.keys) > 2 else None

    def setter(self, scenario: Scenario, reload: Reload) -> Callable[[float], Scenario]:
        """Return the scenario at any value; `reload` reads the case anew with a change, for what is no policy."""
        role = self.role
        if role is None:
            self._require_number(scenario)
            return lambda value: reload({self.path: value})
        if role not in scenario.policies:
            raise InputError([_unknown(self.path, role, scenario.policies)])
        policy = scenario.policies[role]
        return lambda value: with_policy(scenario, role, with_value(policy, self.keys[2:], value, self.path))

    def now(self, scenario: Scenario) -> float | None:
        """Return the value the case has, of dated ones the last; None where it is no number."""
        if self.role in scenario.policies and len(self.keys) == 3:
            written = getattr(scenario.policies[self.keys[1]], self.keys[2], None)
            if isinstance(written, Dated):
                return written.steps[-1][1]
        node = find(scenario.tree, self.keys)
        value = node.value if isinstance(node, Leaf) else None
        return float(value) if is_number(value) else None

    def _require_number(self, scenario: Scenario) -> None:
        if self.now(scenario) is None:
            known = [key for key in scenario.facts if isinstance(scenario.facts[key].value, int | float)]
            raise InputError([_unknown(self.path, self.path, known)])


def with_policy(scenario: Scenario, role: str, policy: Document | None) -> Scenario:
    """Return the scenario with one policy exchanged, or taken out."""
    kept = {key: one for key, one in scenario.policies.items() if key != role}
    return replace(scenario, policies=kept if policy is None else {**kept, role: policy})


def with_value(policy: Document, keys: tuple[str, ...], value: float, path: str) -> Document:
    """Return a policy with one number changed; raises InputError where it is no number of that policy."""
    content: dict[str, Any] = policy.model_dump()
    if keys[0] not in type(policy).model_fields:
        raise InputError([_unknown(path, keys[0], type(policy).model_fields)])
    below: Any = content
    for key in keys[:-1]:
        below = below.get(key) if isinstance(below, dict) else None
    if not isinstance(below, dict):
        raise InputError([_unknown(path, path, type(policy).model_fields)])
    below[keys[-1]] = value
    try:
        return type(policy).model_validate(content)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        raise InputError(
            [Problem(code="E115", place="compare", key=path, got=f"{value:g}", expected=details["msg"])]
        ) from error


def _unknown(path: str, word: str, known: Any) -> Problem:
    near = nearest(word, known)
    return Problem(
        code="E111",
        place="compare",
        key=path,
        got=f"unknown {word!r}",
        expected="one of " + ", ".join(list(known)[:40]),
        fix=f"write `{path.replace(word, near)}`" if near else "use a key of the case",
    )
