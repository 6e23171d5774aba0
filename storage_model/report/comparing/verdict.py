"""What a comparison says in ten seconds: how many cases reach the hurdle; of each how far off, and what it takes."""

from typing import Final

from storage_model.cases.compare.column import Column
from storage_model.cases.compare.compare import Comparison
from storage_model.report.comparing.blocks.brief import RETURN, least_needed
from storage_model.words.assumptions import count_inputs
from storage_model.words.format import VERDICTS, percent, shown_in_both, state_label, wan_yuan
from storage_model.words.label import Label, text

PAYS: Final = "pays"


def headline(comparison: Comparison) -> tuple[str, Label]:
    """Return the verdict on all cases and its words: how many reach the hurdle of the base."""
    verdicts = [column.answer.verdict for column in comparison.columns]
    reached, whole = verdicts.count(PAYS), len(verdicts)
    hurdle = percent(comparison.base.answer.hurdle_frac)
    zh = "均未达到" if not reached else "均达到" if reached == whole else f"中 {reached} 个达到"
    return PAYS if reached else "does_not_pay", text(
        f"{whole} 个方案{zh}税后基准收益率 {hurdle}",
        f"{reached} of {whole} cases reach the hurdle of {hurdle} after tax",
    )


def doubt(comparison: Comparison) -> Label:
    """Return how many of the numbers of the base no document stands behind."""
    found = count_inputs(comparison.base.scenario)
    return text(
        f"基准方案输入数值 {found.all} 项，其中 {found.assumed} 项无出处、为假设",
        f"{found.assumed} of {found.all} input numbers of the base are assumed",
    )


def case_sentence(comparison: Comparison, column: Column) -> tuple[str, Label]:
    """Return the verdict of a case and its words: name, verdict, return, distance to the hurdle, what is needed."""
    answer, title = column.answer, column.scenario.title
    found, word = answer.finance.indicators[RETURN], VERDICTS[answer.verdict]
    rate = shown_in_both(found.value, "frac", found.state)
    parts = [text(f"{title.zh}：{word.zh}，税后收益率 {rate.zh}", f"{title.en}: {word.en}, return after tax {rate.en}")]
    if found.value is not None:
        points = 100.0 * (found.value - answer.hurdle_frac)
        zh, en = ("高于", "above") if points >= 0 else ("低于", "below")
        parts.append(text(f"，{zh}基准 {abs(points):.2f} 个百分点", f", {abs(points):.2f} points {en} the hurdle"))
    parts += _needed(comparison, column)
    return answer.verdict, text("".join(one.zh for one in parts), "".join(one.en for one in parts))


def _needed(comparison: Comparison, column: Column) -> list[Label]:
    """Return what reaching the target takes, or why no value of the policy does; nothing where none was asked."""
    least = least_needed(comparison, column)
    if least is not None:
        return [
            text(
                f"；达标需首年支持 {least.per_kw_yuan:,.2f} 元/kW，现值 {wan_yuan(least.present_yuan)} 万元",
                f"; it takes {least.per_kw_yuan:,.2f} yuan/kW in year one, {wan_yuan(least.present_yuan)} wan yuan "
                "at present",
            )
        ]
    asked = [one.goal for one in comparison.break_evens if one.case == column.scenario.name]
    states = {goal.state: state_label(goal.state) for goal in asked if goal.value is None}
    return [text(f"；单靠此项政策{one.zh}", f"; by this policy alone: {one.en}") for one in states.values()]
