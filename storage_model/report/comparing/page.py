"""compare.html: what a policy reader prints, as tables of finished text in both languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storage_model.cases.compare.break_even import BreakEven, IsoReturn
from storage_model.cases.compare.column import Column
from storage_model.cases.compare.compare import Comparison
from storage_model.cases.compare.purse import EVERYBODY
from storage_model.cases.compare.shares import OTHER_INPUTS
from storage_model.finance.indicators.indicator import Indicator
from storage_model.report.charts.figure import text
from storage_model.report.comparing.content import difference
from storage_model.report.comparing.words import COMPARE_WORDS as WORDS
from storage_model.report.format import VERDICTS, number, percent, shown, state_words, wan_yuan
from storage_model.report.label import Label, Lang, Unit
from storage_model.report.labels import row_label, stream_label, summary_label
from storage_model.report.versions import versions

NOTHING = text("—")
# What stands on the page; every other indicator is in the tables.
INDICATORS = (
    "irr_project_after_tax_frac", "npv_project_after_tax_yuan", "irr_project_pre_tax_frac", "irr_equity_frac",
    "payback_static_years", "dscr_min", "lcos_yuan_per_mwh", "total_investment_yuan",
)  # fmt: skip
Cells = tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A table with its heading and the words below it."""

    title: Label
    note: Label
    heads: Cells
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """Everything the template shows."""

    title: Label
    sentences: tuple[tuple[str, Label], ...]
    blocks: tuple[Block, ...]
    files: Mapping[str, str]
    versions: str


def compare_page_of(comparison: Comparison) -> ComparePage:
    """Return what the page shows of a comparison; tables without a row are left out."""
    base = comparison.base.scenario.title
    blocks = (
        _cases(comparison), _needed(comparison), _who(comparison), _purse(comparison), _buys(comparison),
        _map(comparison.map), _money(comparison), _lines(comparison), _documents(comparison),
    )  # fmt: skip
    return ComparePage(
        title=text(f"{WORDS['title'].zh} · {base.zh}", f"{WORDS['title'].en} · {base.en}"),
        sentences=tuple(_sentence(column) for column in comparison.columns),
        blocks=tuple(block for block in blocks if block is not None and block.rows),
        files=comparison.files,
        versions=" · ".join(f"{name} {one}" for name, one in versions().items()),
    )


def _sentence(column: Column) -> tuple[str, Label]:
    """Return the verdict of a case and its words: name, verdict, return."""
    answer, title = column.answer, column.scenario.title
    found, word = answer.finance.indicators["irr_project_after_tax_frac"], VERDICTS[answer.verdict]
    zh, en = (shown(found.value, "frac", lang, found.state) for lang in ("zh", "en"))
    return answer.verdict, text(f"{title.zh}：{word.zh}，{zh}", f"{title.en}: {word.en}, {en}")


def _heads(comparison: Comparison, first: Label) -> Cells:
    titles = (column.scenario.title for column in comparison.columns)
    return (first, *(text(title.zh, title.en) for title in titles))


def _cases(comparison: Comparison) -> Block:
    rows: list[Cells] = [
        (summary_label("verdict"), *(VERDICTS[column.answer.verdict] for column in comparison.columns))
    ]
    for key in INDICATORS:
        label = summary_label(key)
        found = [column.answer.finance.indicators[key] for column in comparison.columns]
        rows.append((label, *(_indicator(one, label.unit) for one in found)))
    return Block(
        title=WORDS["cases"], note=WORDS["base_note"], heads=_heads(comparison, WORDS["indicator"]), rows=tuple(rows)
    )


def _money(comparison: Comparison) -> Block:
    keys = dict.fromkeys(key for column in comparison.columns for key in column.streams)
    return Block(
        title=WORDS["money"],
        note=WORDS["base_note"],
        heads=_heads(comparison, WORDS["stream"]),
        rows=tuple(
            (
                stream_label(key),
                *(
                    text(wan_yuan(float(column.streams[key][0]))) if key in column.streams else NOTHING
                    for column in comparison.columns
                ),
            )
            for key in keys
        ),
    )


def _needed(comparison: Comparison) -> Block:
    heads = ("case", "parameter", "now", "needs", "met", "missed", "per_kw", "first_year", "present", "anew")
    titles = {column.scenario.name: column.scenario.title for column in comparison.columns}
    return Block(
        title=WORDS["needed"],
        note=WORDS["needed_note"],
        heads=tuple(WORDS[key] for key in heads),
        rows=tuple(_needed_row(one, text(titles[one.case].zh, titles[one.case].en)) for one in comparison.break_evens),
    )


def _needed_row(found: BreakEven, case: Label) -> Cells:
    goal, needed = found.goal, found.needed
    unit = summary_label(found.aim.key).unit
    value = (
        _in_both(goal.state)
        if goal.value is None
        else text(f"{goal.value:,.4g}" if goal.value < 1 else f"{goal.value:,.2f}")
    )
    return (
        case,
        text(found.parameter.path.removeprefix("policies.")),
        NOTHING if found.now is None else text(f"{found.now:,g}"),
        value,
        NOTHING if goal.met is None else _precise(goal.met.indicator, unit),
        NOTHING if goal.missed is None else _precise(goal.missed.indicator, unit),
        NOTHING if needed is None else text(f"{needed.per_kw_yuan:,.2f}"),
        NOTHING if needed is None else text(wan_yuan(needed.first_year_yuan)),
        NOTHING if needed is None else text(wan_yuan(needed.present_yuan)),
        WORDS["yes" if found.dispatched else "no"],
    )


def _who(comparison: Comparison) -> Block:
    return Block(
        title=WORDS["who"],
        note=WORDS["who_note"],
        heads=tuple(WORDS[key] for key in ("case", "instrument", "shared", "alone", "last", "points")),
        rows=tuple(_who_rows(comparison)),
    )


def _who_rows(comparison: Comparison) -> Iterator[Cells]:
    columns = {column.scenario.name: column for column in comparison.columns}
    for found in comparison.shares:
        if found.worth is None:
            continue
        scenario = columns[found.case].scenario
        case = text(scenario.title.zh, scenario.title.en)
        points = {} if found.rate is None else {one.name: one.shared for one in found.rate.shares}
        for one in found.worth.shares:
            gain = text(f"{100 * points[one.name]:+,.2f}") if one.name in points else NOTHING
            amounts = (text(wan_yuan(yuan)) for yuan in (one.shared, one.alone, one.last))
            yield (case, _instrument(comparison, scenario.name, one.name), *amounts, gain)
        if len(found.worth.shares) > 1:
            total = NOTHING if found.rate is None else text(f"{100 * found.rate.total:+,.2f}")
            yield (case, WORDS["sum"], text(wan_yuan(found.worth.total)), NOTHING, NOTHING, total)


def _instrument(comparison: Comparison, case: str, role: str) -> Label:
    if role == OTHER_INPUTS:
        return WORDS["other_inputs"]
    column = next(column for column in comparison.columns if column.scenario.name == case)
    policy = column.scenario.policies.get(role) or comparison.base.scenario.policies[role]
    return text(policy.title.zh, policy.title.en)


def _purse(comparison: Comparison) -> Block:
    rows: list[Cells] = []
    effects = [comparison.effects.get(column.scenario.name) for column in comparison.columns]
    for payer in EVERYBODY:
        amounts = [None if one is None else one.by_payer_yuan[payer] for one in effects]
        if any(amounts):
            rows.append((WORDS[payer], *(NOTHING if yuan is None else text(wan_yuan(yuan)) for yuan in amounts)))
    for key in ("public_yuan", "tax_back_yuan", "net_yuan"):
        found = (None if one is None else getattr(one, key) for one in effects)
        rows.append((WORDS[key], *(NOTHING if yuan is None else text(wan_yuan(yuan)) for yuan in found)))
    heads = _heads(comparison, WORDS["payer"])
    rate = percent(comparison.yardsticks.discount_frac)
    note = WORDS["purse_note"]
    return Block(
        title=WORDS["purse"],
        note=text(f"{note.zh}折现率 {rate}。", f"{note.en} Discount rate {rate}."),
        heads=heads,
        rows=tuple(rows) if len(comparison.columns) > 1 else (),
    )


# Key → how a reader meets it: in 万元, or plainly with decimals.
_BUYS: tuple[tuple[str, bool, int], ...] = (
    ("irr_gain_points", False, 2), ("yuan_per_point", True, 2), ("yuan_per_mwh", False, 2),
    ("yuan_per_firm_mw", True, 2), ("yuan_per_t", False, 2), ("windfall_yuan", True, 2), ("leverage", False, 2),
)  # fmt: skip


def _buys(comparison: Comparison) -> Block:
    rows: list[Cells] = []
    for key, in_wan, decimals in _BUYS:
        cells: list[Label] = []
        for column in comparison.columns:
            effect = comparison.effects.get(column.scenario.name)
            value = None if effect is None else getattr(effect, key)
            plain = NOTHING if value is None else text(wan_yuan(value) if in_wan else f"{value:,.{decimals}f}")
            cells.append(plain)
        rows.append((WORDS[key], *cells))
    by, note = comparison.yardsticks, WORDS["buys_note"]
    factors = f"{by.firm_hours:g} h, {by.grid_factor_t_per_mwh:g} / {by.charging_factor_t_per_mwh:g} t/MWh"
    return Block(
        title=WORDS["buys"],
        note=text(
            f"{note.zh}保证出力按 {by.firm_hours:g} h 计，电网/充电排放因子 {by.grid_factor_t_per_mwh:g}/"
            f"{by.charging_factor_t_per_mwh:g} t/MWh（假设）。",
            f"{note.en} Firm hours and emission factors of the grid and of charging: {factors} (assumed).",
        ),
        heads=_heads(comparison, WORDS["indicator"]),
        rows=tuple(rows) if len(comparison.columns) > 1 else (),
    )


def _lines(comparison: Comparison) -> Block:
    found = [difference(comparison.base, column) for column in comparison.columns]
    keys = [key for key in found[0] if any(abs(one.get(key, 0.0)) >= 50.0 for one in found)]
    return Block(
        title=WORDS["lines"],
        note=WORDS["base_note"],
        heads=_heads(comparison, WORDS["line"]),
        rows=tuple((row_label(key), *(text(wan_yuan(one.get(key, 0.0))) for one in found)) for key in keys),
    )


def _map(found: IsoReturn | None) -> Block | None:
    if found is None:
        return None
    unit = summary_label(found.aim.key).unit
    names = (found.first.parameter.path, found.second.parameter.path)
    note = WORDS["map_note"]
    return Block(
        title=WORDS["map"],
        note=text(f"{note.zh} {names[0]} × {names[1]}", f"{note.en} {names[0]} × {names[1]}"),
        heads=(text(names[0]), *(text(f"{value:,g}") for value in found.second.values), WORDS["needed_second"]),
        rows=tuple(
            (
                text(f"{value:,g}"),
                *(_indicator(one, unit) for one in row),
                NOTHING if needed is None else text(f"{needed:,.2f}"),
            )
            for value, row, needed in zip(found.first.values, found.indicators, found.line, strict=True)
        ),
    )


def _documents(comparison: Comparison) -> Block:
    seen: dict[str, Cells] = {}
    for column in comparison.columns:
        for policy in column.scenario.policies.values():
            words = " · ".join(one for one in (policy.document, policy.source) if one)
            seen[f"{policy.title.zh}{words}"] = (
                text(policy.title.zh, policy.title.en),
                text(words) if words else WORDS["assumed"],
                text(policy.region),
                WORDS[policy.status],
                NOTHING if policy.paid_by is None else WORDS[policy.paid_by],
                text(policy.date_read),
            )
    keys = ("instrument", "document", "region", "status", "payer", "date_read")
    return Block(
        title=WORDS["policies"], note=text(""), heads=tuple(WORDS[key] for key in keys), rows=tuple(seen.values())
    )


def _indicator(found: Indicator, unit: Unit) -> Label:
    zh, en = (shown(found.value, unit, lang, found.state) for lang in ("zh", "en"))
    return text(zh, en)


def _precise(found: Indicator, unit: Unit) -> Label:
    """Return an indicator with the digits a certificate needs."""
    if found.value is None:
        return _in_both(found.state)
    return text(percent(found.value, 6) if unit == "frac" else number(found.value, unit))


def _in_both(state: str) -> Label:
    words: dict[Lang, str] = {lang: state_words(state, lang) for lang in ("zh", "en")}
    return text(words["zh"], words["en"])
