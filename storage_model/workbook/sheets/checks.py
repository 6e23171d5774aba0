"""检查: laws of bookkeeping as formulas, which hold or fail with every change; and what the run itself checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label
from storage_model.words.tables.checks import all_checks
from storage_model.workbook.compare import differences
from storage_model.workbook.core import Account
from storage_model.workbook.formula import Constant, Formula, added
from storage_model.workbook.functions import (
    Guarded,
    distance,
    if_,
    is_number,
    least,
    most,
    present_value,
    size,
    total,
)
from storage_model.workbook.grid import Row, Single
from storage_model.workbook.model import Model

NAME: Final = "检查 Checks"
HEAD_LINES: Final = 5
PASSED, FAILED = "通过 pass", "不通过 FAIL"
DEVIATION_LETTER, TOLERANCE_LETTER, RESULT_LETTER = "D", "E", "F"
_CENT: Final = 1e-6
"""万元, that is 0.01 yuan"""
_RATIO: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One law: whose, which, how far from exact, how far it may be; `static` ones do not follow changed inputs."""

    owner: Label
    label: Label
    deviation: Single
    tolerance: Single
    result: Single
    static: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSheet:
    """All laws, and the one cell that says whether all hold."""

    lines: tuple[CheckLine, ...]
    overall: Single


def check_sheet(model: Model) -> CheckSheet:
    """Return the sheet."""
    laws = [law for account in model.core.accounts for law in _laws(account)]
    laws += list(_parts(model)) + list(_of_the_run(model))
    lines = tuple(_line(number, law) for number, law in enumerate(laws))
    failed = added(if_(line.result.differs(PASSED), 1.0, 0.0) for line in lines)
    verdict = Guarded(if_(failed.equals(0.0), PASSED, FAILED), Constant(FAILED))
    return CheckSheet(lines=lines, overall=Single(NAME, 2, "B", verdict))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Law:
    owner: Label
    label: Label
    deviation: Formula
    tolerance: float = _CENT
    static: bool = False


def _line(number: int, law: _Law) -> CheckLine:
    place = HEAD_LINES + number
    far = Single(NAME, place, DEVIATION_LETTER, law.deviation)
    allowed = Single(NAME, place, TOLERANCE_LETTER, Constant(law.tolerance))
    verdict = Guarded(if_(far <= allowed, PASSED, FAILED), Constant(FAILED))
    return CheckLine(
        owner=law.owner,
        label=law.label,
        deviation=far,
        tolerance=allowed,
        result=Single(NAME, place, RESULT_LETTER, verdict),
        static=law.static,
    )


def _laws(account: Account) -> Iterator[_Law]:
    """Yield the laws every project's books keep, whatever its inputs."""
    balance, plan, debt = (account.tables[key] for key in ("balance_sheet", "financial_plan_cash_flow", "debt_service"))
    funding, profit, revenue = (
        account.tables[key] for key in ("funding_plan", "profit_and_distribution", "revenue_and_taxes")
    )

    def law(zh: str, en: str, deviation: Formula) -> _Law:
        return _Law(owner=account.told.title, label=_words(zh, en), deviation=deviation)

    def apart(one: Row, other: Row) -> Formula:
        return distance(one.all, other.all)

    last = balance["total_assets"].over[-1]
    yield law(
        "资产等于负债加权益",
        "Assets equal liabilities and equity",
        apart(balance["total_assets"], balance["total_liabilities_and_equity"]),
    )
    yield law("盈余资金与资产负债表一致", "Cash ties out", apart(plan["cumulative_cash"], balance["cash"]))
    yield law("资金筹措等于总投资", "Funding equals uses", apart(funding["total_funding"], funding["total_investment"]))
    standing = (debt[f"closing_{kind}_loan"].of(last) for kind in ("long_term", "short_term", "working_capital"))
    yield law("借款期末为零", "Loans close at zero", added(size(one) for one in standing))
    yield law(
        "净利润与未分配利润勾稽",
        "Net profit ties to what is kept and paid",
        size(
            total(profit["net_profit"].all)
            - total(profit["statutory_reserve"].all)
            - total(profit["discretionary_reserve"].all)
            - total(profit["dividends"].all)
            - balance["undistributed_profit"].of(last)
        ),
    )
    yield law(
        "收入分项之和等于利润表收入加销项税",
        "Streams add up to revenue and output VAT",
        size(
            added(total(row.all) for row in account.books.schedules.income.by_key.values())
            - total(profit["revenue_ex_vat"].all)
            - total(revenue["output_vat"].all)
        ),
    )
    yield law("折旧摊销加余值等于原值", "Write-offs and recovery equal value", _written_off(account))
    yield law("留抵税额不为负", "VAT credit never negative", most(0.0 - least(balance["vat_credit"].all), 0.0))
    yield law("盈余资金不为负", "Cash never negative", most(0.0 - least(balance["cash"].all), 0.0))
    yield law("按内部收益率折现净现值为零", "Present value at the IRR is zero", _worth_at_irr(account))


def _written_off(account: Account) -> Formula:
    s = account.books.schedules
    books = (s.assets.fixed, s.assets.intangible, s.assets.other)
    added_value = added(total(book.additions.all) for book in books)
    gone = added(total(book.charge.all) + total(book.recovered.all) for book in books)
    return size(added_value - gone)


def _worth_at_irr(account: Account) -> Formula:
    """Return the present values at the rates of return, as shares of the investment, over the flows that have one."""
    flows = {
        "irr_project_pre_tax_frac": account.tables["project_cash_flow"]["net_cash_flow_pre_tax"],
        "irr_project_after_tax_frac": account.tables["project_cash_flow"]["net_cash_flow_after_tax"],
        "irr_equity_frac": account.tables["equity_cash_flow"]["net_cash_flow_after_tax"],
    }
    invested = most(account.cells["total_investment_yuan"], 1.0)
    return (
        added(
            if_(is_number(account.cells[key]), size(present_value(account.cells[key], row.all)), 0.0)
            for key, row in flows.items()
        )
        / invested
    )


def _parts(model: Model) -> Iterator[_Law]:
    """Yield that all projects together are the sum of the projects."""
    together, *apart = model.core.accounts
    if not apart:
        return
    for statement, key in (("profit_and_distribution", "net_profit"), ("project_cash_flow", "net_cash_flow_after_tax")):
        whole = total(together.tables[statement][key].all)
        parts = added(total(one.tables[statement][key].all) for one in apart)
        label = _words("合计等于各项目之和", f"Together is the sum of the projects ({key})")
        yield _Law(owner=together.told.title, label=label, deviation=size(whole - parts))


def _of_the_run(model: Model) -> Iterator[_Law]:
    """Yield what was checked when the workbook was written; changed inputs do not move it."""
    checks, run = all_checks(model.answer).checks, _words("本次运行", "This run")
    failed = Constant(sum(not check.passed for check in checks))
    words = _words(
        f"调度与账目校核 {len(checks)} 项，未通过项数", f"{len(checks)} checks of dispatch and accounts: failed"
    )
    yield _Law(owner=run, label=words, deviation=failed, tolerance=0.0, static=True)
    found = [one for account in model.core.accounts for one in differences(account)]
    money = Constant(max(one.size for one in found if one.money) / YUAN_PER_WAN_YUAN)
    words = _words("原始输入下公式与计算引擎之差", "Formulas against the engine, inputs unchanged")
    yield _Law(owner=run, label=words, deviation=money, static=True)
    other = Constant(max((one.size / max(1.0, _scale(one.found)) for one in found if not one.money), default=0.0))
    words = _words("同上（比率）", "The same for ratios")
    yield _Law(owner=run, label=words, deviation=other, tolerance=_RATIO, static=True)


def _words(zh: str, en: str) -> Label:
    return Label(zh=zh, en=en, unit="none")


def _scale(found: float | str) -> float:
    return 1.0 if isinstance(found, str) else abs(found)
