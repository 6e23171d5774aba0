"""The plan of a sweep written down beside its answers, so that it goes on from there without planning anew."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from storage_model.cases.many.plan import Plan, PlannedCase
from storage_model.dispatch.solver.highs import SolverOptions, solver_version
from storage_model.durable import write_durably
from storage_model.lifetime.kept import code_digest
from storage_model.problems import MissingPartError

PLAN = "plan.json"
ANEW = "另选 --out 重新开始 · start the sweep again with another --out; what is here stays"


def write_plan(plan: Plan, folder: Path) -> None:
    """Write a plan; the project folder is named relative to the folder of the sweep."""
    content: dict[str, Any] = {
        one.name: getattr(plan, one.name) for one in fields(plan) if one.name not in ("root", "warnings")
    }
    content |= {
        "root": Path(os.path.relpath(plan.root, folder.resolve())).as_posix(),
        "digest": plan.digest,
        "options": asdict(plan.options),
        "cases": [asdict(case) for case in plan.cases],
    }
    write_durably(folder / PLAN, json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def read_plan(folder: Path) -> Plan:
    """Return the plan of a sweep's folder; raises MissingPartError where there is none or it was changed."""
    path = folder / PLAN
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        digest = content.pop("digest")
        plan = Plan(**{**content, **_records(content, folder)})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingPartError(f"{path}: 不是多方案计算 · no plan of a sweep ({error}); {ANEW}") from error
    if plan.digest != digest:
        raise MissingPartError(f"{path}: 写出后被改动 · changed after it was written; {ANEW}")
    return plan


def _records(content: dict[str, Any], folder: Path) -> dict[str, Any]:
    return {
        "root": (folder / content["root"]).resolve(),
        "axes": tuple(content["axes"]),
        "metrics": tuple(content["metrics"]),
        "options": SolverOptions(**content["options"]),
        "cases": tuple(PlannedCase(**case) for case in content["cases"]),
    }


def require_unchanged(plan: Plan) -> None:
    """Raise MissingPartError naming every input file, and the program, that is not as the sweep was planned with."""
    changed = list(_changed(plan))
    if changed:
        named = ", ".join(changed)
        raise MissingPartError(f"开始计算之后有改动 · changed since the sweep began: {named}; mend that, or {ANEW}")


def _changed(plan: Plan) -> Iterator[str]:
    for name, sha256 in plan.files.items():
        try:
            same = hashlib.sha256((plan.root / name).read_bytes()).hexdigest() == sha256
        except OSError:
            same = False
        if not same:
            yield name
    if plan.code != code_digest():
        yield "storage_model itself"
    if plan.solver != solver_version():
        yield f"the solver, {plan.solver} then and {solver_version()} now"
