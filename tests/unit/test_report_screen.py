"""The answer in the terminal."""

import io
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from storage_model.cases.answer import TOGETHER, CaseAnswer
from storage_model.report.many.screen import short_names
from storage_model.report.screen import answer_screen
from storage_model.words.label import Lang
from tests.report_answers import small_answer, titled, with_indicators

WIDE = 400


def _shown(answer: CaseAnswer, lang: Lang, width: int = WIDE) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(answer_screen(answer, Path("results/试"), lang))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_verdict_money_dispatch_inputs_files() -> None:
    """A line for each project's verdict, then four: what it earns, how it runs, what it rests on, where it is."""
    answer = small_answer()
    lines = _shown(answer, "zh")
    assert len(lines) == len(answer.projects) + 4
    assert lines[0].startswith("结论  ")
    assert all("基准 6.00%" in line for line in lines[: len(answer.projects)])
    assert "总投资" in lines[-4]
    assert "静态回收期" in lines[-4]
    assert "等效循环" in lines[-3]
    assert "为假设" in lines[-2]
    assert "results/试" in lines[-1]


def test_one_project_alone_has_one_verdict() -> None:
    """It is all projects together: the same sentence twice would tell nothing."""
    answer = small_answer()
    alone = replace(answer, projects={name: answer.projects[name] for name in (TOGETHER, "station")})
    lines = _shown(alone, "zh")
    assert len(lines) == 1 + 4
    assert answer.projects["station"].title_zh in lines[0]


def test_english_has_no_chinese_but_names() -> None:
    """Words follow the language; only the folder's own name stays."""
    text = "\n".join(_shown(small_answer(), "en")).replace("试", "")
    assert not [character for character in text if "\u3400" <= character <= "\u9fff"]
    assert "Verdict" in text


def test_a_title_in_brackets_is_no_markup() -> None:
    """rich would swallow `[red]`; a reader must see it."""
    assert "[red]x[/red]" in _shown(titled(small_answer(), "[red]x[/red]"), "zh")[1]


def test_no_return_is_said_in_words() -> None:
    """A station without a return, and a payback beyond its life: words, no number, no `None`."""
    bad = {
        "irr_project_after_tax_frac": (None, "none"),
        "payback_static_years": (None, "beyond_life"),
    }
    text = "\n".join(_shown(with_indicators(small_answer(), "together", bad), "zh"))
    assert "税后收益率无解" in text
    assert "静态回收期 超出计算期" in text
    assert "None" not in text


def test_at_the_hurdle_it_pays() -> None:
    """Exactly the hurdle is enough; comparing with > would print `does not pay`."""
    answer = small_answer()
    hurdle = answer.projects["together"].hurdle_frac
    rate = {"irr_project_after_tax_frac": (hurdle, "ok")}
    assert "pays: return after tax 6.00%, at or above" in _shown(with_indicators(answer, "together", rate), "en")[0]


def test_narrow_terminals_wrap_and_lose_nothing() -> None:
    """80 columns, Chinese counted double: every word is still there and no line is wider."""
    wide = "".join("".join(_shown(replace(small_answer()), "zh")).split())
    narrow = _shown(small_answer(), "zh", 80)
    console = Console(width=80)
    assert all(console.render_str(line).cell_len <= 80 for line in narrow)
    assert sorted("".join("".join(narrow).split())) == sorted(wide)


def test_a_key_path_is_headed_by_its_last_words() -> None:
    """Two names, factors and stars beside them; more words where two paths end alike; a short path is whole."""
    assert short_names(["projects.station.investment.*.amount_yuan.times", "assets.station.power_mw", "seed"]) == (
        "investment.*.amount_yuan.times",
        "station.power_mw",
        "seed",
    )
    assert short_names(["projects.a.tax.rate_frac", "projects.b.tax.rate_frac"]) == (
        "a.tax.rate_frac",
        "b.tax.rate_frac",
    )
