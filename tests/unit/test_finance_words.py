"""Every key a project can bring into a report has words, with several owners and loans too."""

from dataclasses import replace

import pytest

from storage_model.finance.evaluate import FinanceResult, evaluate
from storage_model.finance.terms.financing import Investor
from storage_model.finance.terms.project import Options, Project
from storage_model.policies.document import Title
from storage_model.scenario.finance_terms.financing import InvestorTerms
from storage_model.words.labels.lookup import factor_label, figure_label, row_label, statement_label, summary_label
from storage_model.words.named import figure_title, row_title, statement_title
from tests.report_answers import small_answer
from tests.textbook import fixed_asset, loan, problem, running, sales

TITLES = {
    "investment_estimate": "建设投资估算表",
    "construction_interest": "建设期利息估算表",
    "working_capital_estimate": "流动资金估算表",
    "funding_plan": "项目总投资使用计划与资金筹措表",
    "revenue_and_taxes": "营业收入、税金及附加和增值税估算表",
    "total_cost": "总成本费用估算表",
    "write_offs": "折旧与摊销估算表",
    "profit_and_distribution": "利润与利润分配表",
    "debt_service": "借款还本付息计划表",
    "project_cash_flow": "项目投资现金流量表",
    "equity_cash_flow": "项目资本金现金流量表",
    "investor_1_cash_flow": "投资各方现金流量表（投资方一）",
    "investor_2_cash_flow": "投资各方现金流量表（投资方二）",
    "financial_plan_cash_flow": "财务计划现金流量表",
    "balance_sheet": "资产负债表",
}


def shared() -> Project:
    """Return a station of two owners and three loans."""
    owners = (
        Investor(capital_share_frac=0.6, profit_share_frac=0.5),
        Investor(capital_share_frac=0.4, profit_share_frac=0.5),
    )
    return problem(
        build=1, run=4, assets=[fixed_asset(1000, life=4)], revenue=[replace(sales(500), key="energy_sales")],
        cost=[running(100)], loans=tuple(loan(200, 0.05, 3, "equal_payment") for _ in range(3)), investors=owners,
    )  # fmt: skip


@pytest.mark.parametrize("shown", ["in_lines", "net"])
def test_every_key_has_words(shown: str) -> None:
    """Statements in the order and with the titles of the standard; a key without words raises LookupError."""
    result = evaluate(replace(shared(), options=Options(vat_shown=shown)))  # type: ignore[arg-type]
    assert {one.key: statement_label(one.key).zh for one in result.statements} == TITLES
    assert [one.key for one in result.statements] == list(TITLES)
    assert statement_label(result.indicator_summary.key).zh == "财务指标汇总表"
    assert statement_label(result.sensitivity_analysis.key).zh == "敏感性分析表"
    assert all(row_label(row.key).zh for one in result.statements for row in one.rows)
    assert all(summary_label(key).zh for key in result.indicators)
    assert all(figure_label(row.key).zh for row in result.indicator_summary.rows)
    for block in result.sensitivity_analysis.blocks:
        assert all(factor_label(one.factor).zh for one in block.factors)


def _of(result: FinanceResult, key: str) -> float:
    found = next(row.found for row in result.indicator_summary.rows if row.key == key)
    assert found.value is not None
    return found.value


def test_sums_over_the_life_are_those_of_the_statements() -> None:
    """400 a year for four years, 1000 written off, interest of the loans: what is sold, spent, earned and taxed."""
    result = evaluate(shared())
    assert _of(result, "revenue_all_years_yuan") == pytest.approx(2000)
    assert _of(result, "operating_cost_all_years_yuan") == pytest.approx(400)
    debt, interest = 600 * 1.025, _of(result, "total_cost_all_years_yuan") - 400 - 1015
    payment = debt * 0.05 * 1.05**3 / (1.05**3 - 1)
    assert _of(result, "long_term_debt_yuan") == pytest.approx(debt)
    assert interest == pytest.approx(3 * payment - debt)
    profit = 2000 - 400 - 1015 - interest
    assert _of(result, "profit_all_years_yuan") == pytest.approx(profit)
    assert _of(result, "income_tax_all_years_yuan") == pytest.approx(0.25 * profit)
    assert _of(result, "equity_planned_yuan") == pytest.approx(400)
    assert _of(result, "equity_share_frac") == pytest.approx(400 / 1015)


def test_owners_and_loans_are_called_by_their_names() -> None:
    """Two owners and two loans of the gas project: statement, returns and rows of single loans carry the names."""
    answer = small_answer()
    terms = answer.scenario.projects["gas"]
    titles = [Title(zh=zh, en=en) for zh, en in (("国资", "State"), ("县里", "Town"))]
    owners = {t.en: InvestorTerms(title=t, capital_share_frac=0.5, profit_share_frac=0.5) for t in titles}
    loans = {t.en: terms.loans["bank"].model_copy(update={"title": t, "share_frac": 0.4}) for t in titles}
    changed = terms.model_copy(update={"investors": owners, "loans": loans})
    scenario = replace(answer.scenario, projects={**answer.scenario.projects, "gas": changed})
    named = replace(answer, scenario=scenario)
    gas = named.projects["gas"]
    assert statement_title(named, gas, "investor_2_cash_flow").zh == "投资各方现金流量表（投资方二 县里）"
    assert statement_title(named, gas, "investor_1_cash_flow").en == "Cash flow of investor 1 State"
    assert figure_title(named, gas, "irr_investor_2_frac").zh == "投资方二 县里财务内部收益率"
    assert row_title(named, gas, "loan_2_principal").zh == "借款二 县里 · 还本"
    assert row_title(named, gas, "closing_loan_1").en == "Loan 1 State: standing at year end"
    assert statement_title(named, named.projects["together"], "balance_sheet").zh == "资产负债表"
    assert (
        statement_title(answer, answer.projects["gas"], "investor_1_cash_flow").zh == "投资各方现金流量表（投资方一）"
    )
