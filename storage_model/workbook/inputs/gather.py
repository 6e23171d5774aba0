"""Every number of a case on the input sheet, projects first; a project begins with factors to play with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from storage_model.scenario.scenario import Scenario
from storage_model.units import KW_PER_MW, YUAN_PER_WAN_YUAN
from storage_model.words.assumptions import Assumption, assumptions
from storage_model.words.format import field_unit
from storage_model.words.label import Label
from storage_model.words.labels.lookup import section_label
from storage_model.workbook.formula import Formula, added
from storage_model.workbook.inputs.sheet import InputSheet, Rule

# As many decimals as somebody wrote.
FINE: Final = "#,##0.######"
_MONEY_FIELDS: Final = ("yuan", "yuan_per_year", "yuan_by_year")
# What the statements follow comes first; the order of the files within.
_ORDER: Final = {"projects": 0, "policies": 1}
_FACTORS: Final = {
    "investment": Label(zh="建设投资调整系数", en="Factor on all investment rows"),
    "revenue": Label(zh="营业收入调整系数", en="Factor on all revenue"),
    "operating_cost": Label(zh="经营成本调整系数", en="Factor on all operating cost"),
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """How a field is shown: divisor, unit, number format, what it may hold."""

    divisor: float
    unit: str
    number_format: str
    rule: Rule


def gather(scenario: Scenario) -> InputSheet:
    """Return the sheet."""
    sheet, section = InputSheet(), ""
    for row in sorted(assumptions(scenario), key=lambda row: _ORDER.get(row.section.partition(".")[0], len(_ORDER))):
        if row.section != section:
            _close(sheet, scenario, section)
            section = row.section
            sheet.band(section_title(scenario, section))
            _open(sheet, section)
        _add(sheet, row)
    _close(sheet, scenario, section)
    return sheet


def section_title(scenario: Scenario, section: str) -> Label:
    """Return the name of a part of the input."""
    head, _, below = section.partition(".")
    title = section_label(head)
    if not below:
        return title
    owners: Mapping[str, object] = getattr(scenario, head, {})
    own = getattr(owners.get(below), "title", None)
    zh, en = (own.zh, own.en) if own is not None else (below, below)
    return Label(zh=f"{title.zh} · {zh}", en=f"{title.en}: {en}", unit="none")


def factor_key(project: str, what: str) -> str:
    """Return the key of a factor of a project."""
    return f"projects.{project}.factor.{what}"


def investment_key(project: str) -> str:
    """Return the key of a project's construction investment, contingency included."""
    return f"projects.{project}.computed.investment"


def rated_key(project: str) -> str:
    """Return the key of a project's rated power [kW]."""
    return f"projects.{project}.computed.rated_kw"


def _open(sheet: InputSheet, section: str) -> None:
    head, _, project = section.partition(".")
    if head == "projects":
        for what, label in _FACTORS.items():
            sheet.number(
                factor_key(project, what), label, 1.0, unit="倍 ×", number_format="0.000", rule="amount",
                source="本工作簿 this workbook",
            )  # fmt: skip


def _close(sheet: InputSheet, scenario: Scenario, section: str) -> None:
    """Add what is computed from the numbers of a project."""
    head, _, project = section.partition(".")
    if head != "projects":
        return
    terms = scenario.projects[project]
    rated_kw = sum(scenario.assets[name].rated_power_mw for name in terms.assets) * KW_PER_MW
    sheet.number(
        rated_key(project), Label(zh="装机功率", en="Rated power"), rated_kw, unit="kW", number_format=FINE,
        rule="amount", look="value",
    )  # fmt: skip
    rows = rows_total(sheet, scenario, project)
    sheet.number(
        investment_key(project),
        Label(zh="建设投资合计（含预备费，系数后）", en="Construction investment with contingency, after the factor"),
        rows if terms.contingency is None else rows + contingency_total(sheet, scenario, project),
        unit="万元", number_format="#,##0.00", rule="amount", look="formula",
    )  # fmt: skip


def rows_total(sheet: InputSheet, scenario: Scenario, project: str) -> Formula:
    """Return the sum of the investment rows, after the factor."""
    keys = (f"projects.{project}.investment.{row}.amount_yuan" for row in scenario.projects[project].investment)
    return added(sheet.cells[key] for key in keys) * sheet.cells[factor_key(project, "investment")]


def phase(sheet: InputSheet, scenario: Scenario, project: str, year: int) -> Formula | float:
    """Return the share of the investment that falls in a construction year, 0 the first."""
    given = sheet.cells.get(f"projects.{project}.phasing_frac.{year}")
    return given if given is not None else scenario.projects[project].phases_frac[year]


def contingency(sheet: InputSheet, scenario: Scenario, project: str, year: int) -> Formula:
    """Return the contingency of a construction year: the basic share, then the rise of prices on both."""
    head = f"projects.{project}.contingency"
    basic, rise = (sheet.cells[f"{head}.{key}"] for key in ("basic_frac", "price_rise_frac_per_year"))
    rows, share = rows_total(sheet, scenario, project), phase(sheet, scenario, project, year)
    return rows * share * ((1.0 + basic) * (1.0 + rise) ** (year + 0.5) - 1.0)


def contingency_total(sheet: InputSheet, scenario: Scenario, project: str) -> Formula:
    """Return the contingency of all construction years."""
    years = range(scenario.projects[project].construction_years)
    return added(contingency(sheet, scenario, project, year) for year in years)


def _add(sheet: InputSheet, row: Assumption) -> None:
    fact, shown = row.fact, _shown(row)
    assert isinstance(fact.value, int | float)
    sheet.number(
        fact.key,
        row.label,
        fact.value / shown.divisor if shown.divisor != 1.0 else float(fact.value),
        unit=shown.unit,
        number_format=shown.number_format,
        rule=shown.rule,
        source=" · ".join(filter(None, (fact.source_zh, fact.source, fact.note_zh, fact.note))),
        assumed=fact.assumed,
        origin=fact.origin if row.changed else "",
    )


def _shown(row: Assumption) -> _Shown:
    field = next(part for part in reversed(row.fact.key.split(".")) if not part.isdigit())
    if field in _MONEY_FIELDS or (field.endswith("_yuan") and "_per_" not in field):
        return _Shown(YUAN_PER_WAN_YUAN, "万元/年" if field == "yuan_per_year" else "万元", "#,##0.00##", "amount")
    if field.endswith("_frac"):
        return _Shown(1.0, "%", "0.00##%", "share")
    if "_frac_" in field:
        return _Shown(1.0, "%/年" if field.endswith("per_year") else "%", "0.00##%", "rate")
    if field in ("years", "life_years") or field.endswith("_years"):
        return _Shown(1.0, "年", "0", "years")
    if row.calendar_year:
        return _Shown(1.0, "", "0", "any")
    return _Shown(1.0, field_unit(row.unit).zh, FINE, "any")
