"""Value every project of a case by itself and all of them together."""

from collections.abc import Mapping
from dataclasses import replace

from storage_model.assets.battery import Battery
from storage_model.cases.answer import TOGETHER, ProjectAnswer
from storage_model.cases.project_numbers import project_numbers
from storage_model.finance.accounts import Accounts
from storage_model.finance.consolidate import shifted, together
from storage_model.finance.evaluate import result_of
from storage_model.finance.keep_accounts import keep_accounts
from storage_model.lifetime.years import Lifetime
from storage_model.scenario.finance_terms import ProjectTerms
from storage_model.scenario.scenario import Scenario


def value_projects(scenario: Scenario, lifetime: Lifetime) -> Mapping[str, ProjectAnswer]:
    """Return the evaluation of each project and, last, of all of them together.

    All stand on one calendar, from the first construction year of any project to the last operating year of the site.
    Together is the sum of the projects line by line: each company pays its own taxes and carries its own losses;
    ratios, returns and paybacks are computed from the sums; the hurdle is the mean weighted by investment.
    """
    start = min(_start(terms) for terms in scenario.projects.values())
    accounts = {name: _accounts(scenario, lifetime, terms, start) for name, terms in scenario.projects.items()}
    answers = {
        name: _answer(
            lifetime,
            accounts[name],
            name=name,
            title_zh=terms.title.zh,
            title_en=terms.title.en,
            assets=tuple(terms.assets),
        )
        for name, terms in scenario.projects.items()
    }
    assets = tuple(name for terms in scenario.projects.values() for name in terms.assets)
    whole = together(list(accounts.values()))
    answers[TOGETHER] = _answer(
        lifetime, whole, name=TOGETHER, title_zh="全部项目合计", title_en="All projects together", assets=assets
    )
    return answers


def _start(terms: ProjectTerms) -> int:
    return terms.first_operating_year - terms.construction_years


def _accounts(scenario: Scenario, lifetime: Lifetime, terms: ProjectTerms, start: int) -> Accounts:
    assets = [scenario.assets[name] for name in terms.assets]
    rated_mw = sum(asset.rated_power_mw for asset in assets)
    stores = all(isinstance(asset, Battery) for asset in assets)
    accounts = keep_accounts(project_numbers(terms, lifetime, rated_mw, stores))
    last_year = terms.first_operating_year + terms.operating_years - 1
    return shifted(accounts, before=_start(terms) - start, after=lifetime.calendar_years[-1] - last_year)


def _answer(
    lifetime: Lifetime, accounts: Accounts, *, name: str, title_zh: str, title_en: str, assets: tuple[str, ...]
) -> ProjectAnswer:
    finance = result_of(accounts)
    return ProjectAnswer(
        name=name,
        title_zh=title_zh,
        title_en=title_en,
        assets=assets,
        finance=replace(
            finance, residuals={**finance.residuals, "revenue_ties_to_settlement": _untied(lifetime, accounts, assets)}
        ),
        hurdle_frac=float(accounts.hurdle.project_after_tax_frac),
    )


def _untied(lifetime: Lifetime, accounts: Accounts, assets: tuple[str, ...]) -> float:
    """Return how far the statements' revenue is from what the operating years settled, as a share of the investment."""
    settled = sum(
        stream.yuan.sum() for stream in lifetime.streams if stream.asset in assets and stream.side == "revenue"
    )
    invested = float(accounts.investment.total.sum())
    return abs(float(accounts.income.with_vat.sum()) - float(settled)) / (invested or 1.0)
