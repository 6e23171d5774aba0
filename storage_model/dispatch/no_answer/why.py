"""Tell a user why there is no schedule: the limits that exclude each other, or what nothing limits, by their keys."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.dispatch.no_answer.conflict import Limit, conflict, would_give_way
from storage_model.dispatch.no_answer.limit_words import Said, words_of
from storage_model.dispatch.no_answer.unlimited import unlimited
from storage_model.problems import InfeasibleError, UnboundedError
from storage_model.scenario.site import Site

# Seconds for finding out why; the answer is worth more than the wait, but nobody waits for ever.
TIME_LIMIT_S = 120.0
EXCLUDE = (
    "没有可行的调度方案:下列限值互相矛盾,放宽任何一个即可 · no schedule keeps every limit: these exclude each other, "
    "relaxing any one of them is enough"
)
WHOLE = (
    "没有可行的调度方案:只有取整(启停、互斥)使其不可行,至少须放宽 · no schedule keeps every limit: only whole numbers "
    "(starts, exclusions) stand in the way; the least that would have to give way"
)
UNLIMITED = (
    "收益没有上限:下列量可以无限增加,请补上限值或核对价格符号 · nothing limits the income: these could grow for ever; "
    "set a limit, or check the sign of a price"
)
HANDED_OVER = Said(keys=(), zh="前后时段交接的状态", en="what is handed over at the ends")
UNKNOWN = "没有可行的调度方案 · no schedule keeps every limit; which of them exclude each other was not found in time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One limit as the user reads it: full keys with what they say now (none for a law), words, when it counts."""

    keys: tuple[str, ...]
    words: str
    when: str


def why_no_answer(
    site: Site, program: LinearProgram, build: Callable[[], Any], error: InfeasibleError
) -> InfeasibleError:
    """Return the error with its reasons; `build` writes the model, whose rules say in words what nobody named."""
    docs = _docs(build)
    limits = () if isinstance(error, UnboundedError) else conflict(program, TIME_LIMIT_S)
    if limits:
        return InfeasibleError(_text(EXCLUDE, _lines(site, program, docs, limits)))
    if growing := unlimited(program, TIME_LIMIT_S):
        return UnboundedError(_text(UNLIMITED, _lines(site, program, docs, growing), tied=""))
    limits = would_give_way(program, TIME_LIMIT_S) if program.integer.any() else ()
    return InfeasibleError(_text(WHOLE, _lines(site, program, docs, limits)) if limits else UNKNOWN)


def _docs(build: Callable[[], Any]) -> dict[str, str]:
    """Return what each rule says of itself."""
    from pyomo.core import Constraint

    from storage_model.dispatch.compile.names import name_of
    from storage_model.dispatch.compile.symbolic import symbolic

    with symbolic():
        rules = build().component_objects(Constraint)
        return {name_of(rule): rule.doc for rule in rules if rule.doc}


def _text(head: str, lines: Iterable[Line], tied: str = "  规则 · tied together by") -> str:
    """Return the headline, the limits somebody wrote, then the laws that tie them together."""
    found = list(lines)
    rows = [f"    {', '.join(line.keys)}    {line.words}{line.when}" for line in found if line.keys]
    laws = [f"    {line.words}{line.when}" for line in found if not line.keys]
    return "\n".join([head, *dict.fromkeys(rows), *([tied] if tied and laws else []), *dict.fromkeys(laws)])


def _lines(site: Site, program: LinearProgram, docs: dict[str, str], limits: Iterable[Limit]) -> Iterator[Line]:
    for limit in limits:
        path, part, local = _owner(site, limit.component)
        said = words_of(part, f"{local} {limit.side}{_zero(program, limit)}") or words_of(part, f"{local} {limit.side}")
        said = said or Said(keys=(), zh=local, en=docs.get(limit.component, limit.side))
        at_ends = not limit.is_rule or local.endswith(("handed_over", "at_the_end"))
        if at_ends and limit.side == "given" and path.removeprefix("assets.") in site.ends:
            said = HANDED_OVER
        keys = tuple(text for key in said.keys if (text := _with_value(site, f"{path}.{key}")))
        keys = (*keys[:1], *(key for key in keys[1:] if not key.endswith(" = 0.0")))
        words = f"{said.zh} · {said.en}"
        named = f"{path}: {words}" if not keys else words
        yield Line(keys=keys[:3], words=named, when=_when(site, program, limit))
    yield from _constant_draws(site, limits)
    yield from _losses(site, limits)


def _constant_draws(site: Site, limits: Iterable[Limit]) -> Iterator[Line]:
    """Yield the station supply that counts against an import limit; it is a number inside the rule."""
    if not any(limit.component == "connection.within_limits" and limit.side == "least" for limit in limits):
        return
    for name in site.assets:
        if text := _with_value(site, f"assets.{name}.auxiliary_mw"):
            yield Line(keys=(text,), words="站用电 · station supply", when="")


def _losses(site: Site, limits: Iterable[Limit]) -> Iterator[Line]:
    """Yield the self-discharge of stores whose balance takes part; it is a number inside the rule."""
    for name in site.assets:
        balances = (f"assets[{name}].", "energy_balance")
        if any(limit.component.startswith(balances[0]) and limit.component.endswith(balances[1]) for limit in limits):
            text = _with_value(site, f"assets.{name}.self_discharge_frac_per_h")
            if not text.endswith(" = 0.0"):
                yield Line(keys=(text,), words="自放电 · self-discharge", when="")


def _zero(program: LinearProgram, limit: Limit) -> str:
    """Return "0" for a lower bound at zero, which nobody wrote, and for nothing but zero."""
    if limit.is_rule or limit.side not in ("least", "given"):
        return ""
    return "0" if not program.col_low[program.columns[limit.component]][limit.members].any() else ""


def _owner(site: Site, component: str) -> tuple[str, str, str]:
    """Return the input path of what a component belongs to, the kind of part, and the component's own name."""
    if found := re.match(r"(assets|markets)\[(.+?)\]\.(.*)", component):
        kind, name, local = found.groups()
        part = site.assets[name].kind if kind == "assets" and name in site.assets else "market"
        return f"{kind}.{name}", part, local
    head, _, local = component.partition(".")
    return head, head, local


def _with_value(site: Site, path: str) -> str:
    """Return a key with what it says now; empty where it says nothing, the key alone where it is no single value."""
    head, *rest = path.split(".")
    found: Any = site.connection if head == "connection" else site
    for step in rest if head == "connection" else (head, *rest):
        found = found.get(step) if hasattr(found, "get") else getattr(found, step, _SILENT)
        if found is _SILENT:
            return path
        if found is None or found in ([], {}):
            return ""
    return f"{path} = {found}" if isinstance(found, (int, float, str)) else path


_SILENT = object()


def _when(site: Site, program: LinearProgram, limit: Limit) -> str:
    """Return when a limit counts, as market time; empty where it has no time of its own."""
    members = program.members.get(limit.component)
    if members is None or not members.by_time:
        return ""
    times = members.values[limit.members]
    starts = np.append(site.horizon.starts(), np.datetime64(site.horizon.end.replace(tzinfo=None), "s"))
    first, last = (str(starts[time]).replace("T", " ")[:16] for time in (times[0], times[-1]))
    span = first if first == last else f"{first} … {last}"
    return f" · {span}" + (f" ({len(times)})" if len(times) > 1 else "")
