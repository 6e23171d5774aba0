"""The answer in a sentence, for the screen and for the page."""

from storage_model.cases.answer import TOGETHER, CaseAnswer, ProjectAnswer
from storage_model.report.assumptions import count_inputs
from storage_model.report.charts.figure import text
from storage_model.report.format import VERDICTS, percent, shown, state_words
from storage_model.report.label import Label, Lang
from storage_model.report.labels import summary_label
from storage_model.report.tables.checks import all_checks
from storage_model.report.tables.summary import dispatch_summary


def verdict_sentence(project: ProjectAnswer) -> Label:
    """Return the verdict of one project: its return after tax against the hurdle."""
    found = project.finance.indicators["irr_project_after_tax_frac"]
    hurdle, word = percent(project.hurdle_frac), VERDICTS[project.verdict]
    if found.value is None:
        zh, en = state_words(found.state, "zh"), state_words(found.state, "en")
        return text(f"{word.zh}：税后收益率{zh}，基准 {hurdle}", f"{word.en}: return after tax {en}, hurdle {hurdle}")
    rate = percent(found.value)
    over = found.value >= project.hurdle_frac
    return text(
        f"{word.zh}：税后收益率 {rate}，{'不低于' if over else '低于'}基准 {hurdle}",
        f"{word.en}: return after tax {rate}, {'at or above' if over else 'below'} the hurdle of {hurdle}",
    )


def named_verdict(project: ProjectAnswer) -> Label:
    """Return the verdict of one project with its name in front."""
    verdict = verdict_sentence(project)
    return text(f"{project.title_zh} — {verdict.zh}", f"{project.title_en} — {verdict.en}")


def together_first(answer: CaseAnswer) -> tuple[ProjectAnswer, ...]:
    """Return all projects together, then each project, as every table shows them."""
    rest = [project for name, project in answer.projects.items() if name != TOGETHER]
    return (answer.projects[TOGETHER], *rest)


def project_title(project: ProjectAnswer) -> Label:
    """Return the name of a project."""
    return text(project.title_zh, project.title_en)


def indicator_text(project: ProjectAnswer, key: str) -> Label:
    """Return an indicator with its unit, or why it has no value, in both languages."""
    found, unit = project.finance.indicators[key], summary_label(key).unit
    words: dict[Lang, str] = {lang: shown(found.value, unit, lang, found.state) for lang in ("zh", "en")}
    return text(words["zh"], words["en"])


def checks_badge(answer: CaseAnswer) -> Label:
    """Return how many laws the answer keeps and how near the optimum it is proved to be."""
    count, gap = len(all_checks(answer).checks), abs(answer.dispatch.certificate.gap_frac)
    return text(f"已校核 {count} 项，对偶间隙 {gap:.0e}", f"{count} checks passed, gap to the dual bound {gap:.0e}")


def assumed_badge(answer: CaseAnswer) -> Label:
    """Return how much of the input no document stands behind."""
    count = count_inputs(answer.scenario)
    return text(
        f"{count.all} 个输入数值中 {count.assumed} 个为假设",
        f"{count.assumed} of {count.all} input numbers are assumed",
    )


def dispatch_line(answer: CaseAnswer) -> Label:
    """Return energy, cycles and round trip of the optimised year."""
    found = dispatch_summary(answer)
    words: dict[Lang, str] = {}
    for lang in ("zh", "en"):
        parts = [
            f"{summary_label(f'dispatch.{key}').of(lang)} "
            f"{shown(found[key], summary_label(f'dispatch.{key}').unit, lang, found.get(f'{key}_state', 'ok'))}"
            for key in ("energy_charged_mwh", "energy_discharged_mwh", "full_cycles", "round_trip_frac")
        ]
        words[lang] = (", " if lang == "en" else "，").join(parts)
    return text(f"优化年（满额定容量）：{words['zh']}。", f"Optimised year at full rating: {words['en']}.")
