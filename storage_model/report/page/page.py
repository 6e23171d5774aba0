"""report.html: one file that needs nothing else, runs no script and asks no one."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from storage_model.cases.answer import CaseAnswer
from storage_model.report.charts.all import Figures, figures
from storage_model.report.fonts import FAMILY
from storage_model.report.fonts.embed import page_font
from storage_model.report.page.parts import Card, CheckRow, Group, cards, check_rows, dispatch_notes, project_groups
from storage_model.report.page.statements import Account, StatementTable, accounts, main_statement
from storage_model.report.page.walk import Walks
from storage_model.report.page.words import PAGE_WORDS
from storage_model.words.label import Label, Lang, text
from storage_model.words.lifetime_words import life_warning
from storage_model.words.shown_inputs import InputRow, Section, SeriesRow, changed_inputs, sections, series_rows
from storage_model.words.tables.summary import summary_of
from storage_model.words.verdict import (
    assumed_badge,
    checks_badge,
    named_verdict,
    project_title,
    shown_projects,
)
from storage_model.words.versions import versions_line

_HOME, _STYLE = "storage_model.report", "style.css"
# Marks that no words can imitate, since a page escapes every angle bracket of theirs.
_STYLE_PLACE, _POLICY_PLACE = "<!style>", "<!policy>"
NO_LINKS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """The verdict of one project among several."""

    verdict_word: str
    words: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the templates show."""

    title: Label
    verdict_word: str
    sentence: Label
    alone: tuple[Alone, ...]
    warning: Label | None
    badge: Label
    assumed: Label
    cards: tuple[Card, ...]
    project_titles: tuple[Label, ...]
    project_groups: tuple[Group, ...]
    dispatch_notes: tuple[Label, ...]
    figures: Figures
    main_statement: StatementTable
    accounts: tuple[Account, ...]
    series: tuple[SeriesRow, ...]
    changed: tuple[InputRow, ...]
    sections: tuple[Section, ...]
    checks: tuple[CheckRow, ...]
    files: Mapping[str, str]
    versions: str
    walks: Walks


def html_of(page: Page, *, lang: Lang, only: bool = False) -> str:
    """Return a page as one file; with `only` as paper needs it: in one language, without what waits for a click."""
    links = {} if only else page.walks.links
    return rendered("page.html.j2", page, PAGE_WORDS, lang=lang, only=only, links=links)


def rendered(
    template_name: str,
    page: object,
    words: Mapping[str, Label],
    *,
    lang: Lang,
    only: bool = False,
    links: Mapping[str, str] = NO_LINKS,
) -> str:
    """Return what a template shows of a page, with the style and just the characters it needs.

    `links` says which anchor of the page shows the way back of a number by its key.
    """
    environment = Environment(
        loader=PackageLoader(_HOME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"only": lang if only else None, "links": links}
    environment.filters["drawing"] = Markup  # drawings come from our own charts, never from an input
    template = environment.get_template(template_name)
    places = {"style": Markup(_STYLE_PLACE), "policy": Markup(_POLICY_PLACE)}
    shown = template.render(page=page, words=words, lang=lang, **places)
    # The font holds just the characters of the page, so the style is known when the page is.
    style = _style(unescape(shown.replace(_STYLE_PLACE, "").replace(_POLICY_PLACE, "")))
    return shown.replace(_POLICY_PLACE, str(escape(_policy(style)))).replace(_STYLE_PLACE, style)


def page_of(answer: CaseAnswer, walks: Walks | None = None) -> Page:
    """Return what the page shows of an answer; `walks` back to documents need the files of its run."""
    projects, title = shown_projects(answer), answer.scenario.title
    return Page(
        title=text(title.zh, title.en),
        verdict_word=projects[0].verdict,
        sentence=named_verdict(projects[0]),
        alone=tuple(Alone(verdict_word=project.verdict, words=named_verdict(project)) for project in projects[1:]),
        warning=life_warning(summary_of(answer)),
        badge=checks_badge(answer),
        assumed=assumed_badge(answer),
        cards=cards(answer),
        project_titles=tuple(project_title(project) for project in projects),
        project_groups=project_groups(answer),
        dispatch_notes=dispatch_notes(answer),
        figures=figures(answer),
        main_statement=main_statement(answer),
        accounts=accounts(answer),
        series=series_rows(answer),
        changed=changed_inputs(answer),
        sections=sections(answer),
        checks=check_rows(answer),
        files=answer.scenario.files,
        versions=versions_line(),
        walks=walks or Walks(),
    )


def _style(shown: str) -> str:
    face = f'@font-face {{ font-family: "{FAMILY}"; src: url({page_font(shown)}) format("woff"); }}\n'
    return face + (files(_HOME) / "templates" / _STYLE).read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """Return the page's security policy: nothing may load or run but this one style sheet and the font inside it."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    allowed = f"style-src 'sha256-{digest}'; font-src data:; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
