"""How much of one number a case needs to reach its target, on the true model, with the certificate; and of two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage_model.cases.compare.counted import counted
from storage_model.cases.compare.lives import Lives
from storage_model.cases.compare.parameter import Parameter, Reload
from storage_model.cases.goal_seek import Goal, seek_goal
from storage_model.finance.indicators.crossing import Target
from storage_model.finance.indicators.indicator import Indicator
from storage_model.lifetime.live import Tick, unheard
from storage_model.scenario.scenario import Scenario

# Where no limit is given: doubled from one step, or from what the case has, this often at most.
MOST_DOUBLINGS = 40
AT_MOST_ONE = ("_frac",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An indicator of one project, or of all together, that has to reach a value."""

    project: str
    key: str
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """What the policy of a parameter pays at the value that is needed: in its first full year, and at present [yuan].

    `per_kw_yuan` is the first amount by kW of the assets the policy names, those of the project that is compared.
    """

    first_year_yuan: float
    per_kw_yuan: float
    present_yuan: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """What a case needs of one parameter; `dispatched` says whether any other value asked for other schedules.

    `needed` is what that costs, None where nothing suffices or the parameter belongs to no policy.
    """

    case: str
    parameter: Parameter
    aim: Aim
    now: float | None
    goal: Goal
    dispatched: bool
    needed: Needed | None


Cost = Callable[[Scenario, str], Needed]


def break_even(
    scenario: Scenario, reload: Reload, parameter: Parameter, aim: Aim, *, lives: Lives, cost: Cost
) -> BreakEven:
    """Return the least value, from the start, at which the target is met, and that one step less misses it."""
    before, at = lives.lived, parameter.setter(scenario, reload)

    def indicator_at(value: float) -> Indicator:
        return lives.indicator(at(value), aim.project, aim.key)

    now = parameter.now(scenario)
    limit = parameter.limit
    if limit is None:
        limit = _reaching(indicator_at, aim.target, parameter, now)
    goal = seek_goal(indicator_at, aim.target, start=parameter.start, limit=limit, step=parameter.step)
    role, value = parameter.role, goal.value
    return BreakEven(
        case=scenario.name,
        parameter=parameter,
        aim=aim,
        now=now,
        goal=goal,
        dispatched=lives.lived > before + 1,
        needed=None if role is None or value is None else cost(at(value), role),
    )


def _reaching(
    indicator_at: Callable[[float], Indicator], target: Target, parameter: Parameter, now: float | None
) -> float:
    """Return a value that meets the target, found by doubling, or the last one that brought anything more."""
    if parameter.path.endswith(AT_MOST_ONE):
        return 1.0
    limit = max(now or 0.0, parameter.start + 100.0 * parameter.step)
    found = indicator_at(limit)
    for _ in range(MOST_DOUBLINGS):
        if target.met(found):
            break
        further = parameter.start + 2.0 * (limit - parameter.start)
        before, found = found, indicator_at(further)
        if found == before:
            break
        limit = further
    return limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One side of a map: a parameter and the values it takes."""

    parameter: Parameter
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsoReturn:
    """An indicator over two parameters, (first, second) in rows and columns, and the line along which it is met.

    `line` gives, for each value of the first, the least value of the second that meets the target, None where its
    range never does.
    """

    case: str
    aim: Aim
    first: Axis
    second: Axis
    indicators: tuple[tuple[Indicator, ...], ...]
    line: tuple[float | None, ...]


def iso_return(
    scenario: Scenario, reload: Reload, axes: tuple[Axis, Axis], aim: Aim, lives: Lives, *, tick: Tick = unheard
) -> IsoReturn:
    """Return the map over two parameters, each value with its own dispatch where it asks for one; `tick` hears rows."""
    first, second = axes
    at_first = first.parameter.setter(scenario, reload)
    rows: list[tuple[Indicator, ...]] = []
    line: list[float | None] = []
    for value in counted(first.values, tick):
        moved = at_first(value)
        at_second = second.parameter.setter(moved, _twice(reload, first.parameter, value))

        def indicator_at(other: float, at: Callable[[float], Scenario] = at_second) -> Indicator:
            return lives.indicator(at(other), aim.project, aim.key)

        found = tuple(indicator_at(other) for other in second.values)
        rows.append(found)
        line.append(_met_from(indicator_at, second, found, aim.target))
    return IsoReturn(case=scenario.name, aim=aim, first=first, second=second, indicators=tuple(rows), line=tuple(line))


def _twice(reload: Reload, parameter: Parameter, value: float) -> Reload:
    """Return how to read the case anew with the first parameter moved as well."""
    return lambda changes: reload({parameter.path: value, **changes})


def _met_from(
    indicator_at: Callable[[float], Indicator], axis: Axis, found: Sequence[Indicator], target: Target
) -> float | None:
    """Return where along an axis the target is first met, between two values by goal seek."""
    met = [target.met(one) for one in found]
    if True not in met:
        return None
    number = met.index(True)
    if number == 0:
        return axis.values[0]
    low, high = axis.values[number - 1 : number + 1]
    return seek_goal(indicator_at, target, start=low, limit=high, step=axis.parameter.step).value
