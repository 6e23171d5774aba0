"""Value every project of a case by itself and all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from storage_model.cases.accounts import accounts_of_parts, parts_by_project
from storage_model.cases.answer import TOGETHER, ProjectAnswer
from storage_model.finance.accounts import Accounts
from storage_model.finance.consolidate import Part
from storage_model.finance.evaluate import result_of
from storage_model.lifetime.record import Lifetime
from storage_model.scenario.scenario import Scenario


def value_projects(scenario: Scenario, lifetime: Lifetime) -> Mapping[str, ProjectAnswer]:
    """Return the evaluation of each project and, last, of all of them together.

    Together is the sum of the projects line by line: each company pays its own taxes and carries its own losses;
    ratios, returns and paybacks are computed from the sums; the hurdle is the mean weighted by investment.
    """
    parts = parts_by_project(scenario, lifetime)
    accounts = accounts_of_parts(parts)
    answers = {
        name: _answer(
            lifetime,
            accounts[name],
            [parts[name]],
            name=name,
            title_zh=terms.title.zh,
            title_en=terms.title.en,
            assets=tuple(terms.assets),
        )
        for name, terms in scenario.projects.items()
    }
    answers[TOGETHER] = _together(lifetime, accounts[TOGETHER], parts, list(answers.values()))
    return answers


def _together(
    lifetime: Lifetime, accounts: Accounts, parts: Mapping[str, Part], each: Sequence[ProjectAnswer]
) -> ProjectAnswer:
    """Return the evaluation of all projects as one; of a single project it is that project's."""
    name, zh, en = TOGETHER, "全部项目合计", "All projects together"
    if len(each) == 1:
        return replace(each[0], name=name, title_zh=zh, title_en=en)
    assets = tuple(asset for answer in each for asset in answer.assets)
    return _answer(lifetime, accounts, list(parts.values()), name=name, title_zh=zh, title_en=en, assets=assets)


def _answer(
    lifetime: Lifetime,
    accounts: Accounts,
    parts: Sequence[Part],
    *,
    name: str,
    title_zh: str,
    title_en: str,
    assets: tuple[str, ...],
) -> ProjectAnswer:
    finance = result_of(parts, accounts)
    return ProjectAnswer(
        name=name,
        title_zh=title_zh,
        title_en=title_en,
        assets=assets,
        finance=replace(
            finance, residuals={**finance.residuals, "revenue_ties_to_settlement": untied(lifetime, accounts, assets)}
        ),
        hurdle_frac=float(accounts.hurdle.project_after_tax_frac),
    )


def untied(lifetime: Lifetime, accounts: Accounts, assets: tuple[str, ...]) -> float:
    """Return how far any year's revenue is from what that year settled, at most, as a share of the investment."""
    settled = sum(
        (stream.yuan for stream in lifetime.streams if stream.asset in assets and stream.side == "revenue"),
        start=np.zeros(len(lifetime.calendar_years)),
    )
    sold = accounts.income.with_vat
    by_year = np.zeros_like(sold)
    by_year[..., sold.shape[-1] - len(settled) :] = settled
    invested = float(accounts.investment.total.sum())
    return float(np.abs(sold - by_year).max()) / (invested or 1.0)
