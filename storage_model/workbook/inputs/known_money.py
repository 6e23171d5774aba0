"""How the numbers of lenders, taxes, owners and hurdles are made."""

from collections.abc import Iterator, Mapping
from typing import Final

from storage_model.scenario.finance_terms.financing import Loan
from storage_model.words.label import Label
from storage_model.workbook.formula import Formula
from storage_model.workbook.grid import PerYear
from storage_model.workbook.inputs import known_business as business
from storage_model.workbook.inputs.front import Entry, Front, title_of
from storage_model.workbook.terms.numbers import Known

# Path in the evaluation's terms → key below the project, 中文, English.
_SAME: Final = {
    "tax.income.loss_years": ("tax.loss_carry_forward_years", "亏损弥补年限", "Years to make up losses"),
    "tax.income.exempt_years": ("tax.holiday.exempt_years", "免税年数", "Years exempt"),
    "tax.income.half_years": ("tax.holiday.half_years", "减半年数", "Years at half the rate"),
    "tax.vat.refund_on_levy_frac": ("tax.vat_refund_on_levy_frac", "即征即退比例", "Share of VAT refunded on levy"),
    "tax.surtax_frac": ("tax.surtax_frac", "附加税费率", "Surcharges on VAT"),
    "short_term_rate_frac": ("short_term_loan.rate_frac", "短期借款年利率", "Rate of the short-term loan"),
    "hurdle.project_pre_tax_frac": ("hurdle.project_pre_tax_frac", "税前基准收益率", "Hurdle before tax"),
    "hurdle.project_after_tax_frac": ("hurdle.project_after_tax_frac", "税后基准收益率", "Hurdle after tax"),
    "hurdle.equity_frac": ("hurdle.equity_frac", "资本金基准收益率", "Hurdle of equity"),
    "distribution.statutory_reserve_frac": (
        "distribution.statutory_reserve_frac",
        "法定盈余公积比例",
        "Statutory reserve",
    ),
    "distribution.reserve_cap_frac": ("distribution.reserve_cap_frac", "法定盈余公积上限", "Cap of that reserve"),
    "distribution.discretionary_reserve_frac": (
        "distribution.discretionary_reserve_frac",
        "任意盈余公积比例",
        "Discretionary reserve",
    ),
    "distribution.payout_frac": ("distribution.payout_frac", "分红比例", "Share paid out"),
}


def known_numbers(front: Front) -> Mapping[str, Known]:
    """Return what is known of each number, by its path in the evaluation's terms."""
    parts = (
        *(business.investment, business.metered, business.yearly_costs, business.later, business.support),
        *(business.working_capital, _loans, _taxes, _investors, _same),
    )
    return dict(entry for part in parts for entry in part(front))


def _same(front: Front) -> Iterator[Entry]:
    for path, (key, zh, en) in _SAME.items():
        yield path, front.line(key, zh, en)


def _loans(front: Front) -> Iterator[Entry]:
    for n, (name, loan) in enumerate(front.terms.loans.items()):
        head, title = f"loans.{name}", title_of(loan)
        for field, zh, en in (
            ("share_frac", "借款比例", "share lent"),
            ("years", "还款年限", "years of repayment"),
            ("grace_years", "宽限期", "years of grace"),
            ("dscr_target", "目标偿债备付率", "target DSCR"),
        ):
            yield f"loans.{n}.{field}", front.line(f"{head}.{field}", zh, en, title)
        words = Label(zh=f"{title.zh}：年利率", en=f"{title.en}: yearly rate")
        yield f"loans.{n}.rate_frac", Known(label=words, made=_rate(front, name, loan))


def _rate(front: Front, name: str, loan: Loan) -> Formula:
    """Return the effective rate of each year: (1 + nominal / times)^times − 1."""
    head, first = f"loans.{name}", front.course.own[0]
    times = front.cell(f"{head}.interest_periods_per_year")

    def effective(nominal: Formula) -> Formula:
        return nominal if loan.interest_periods_per_year == 1 else (1.0 + nominal / times) ** times - 1.0

    if not loan.rates_by_year_frac:
        return effective(front.cell(f"{head}.rate_frac"))
    by_year = range(len(loan.rates_by_year_frac))
    listed = [effective(front.cell(f"{head}.rates_by_year_frac.{year}")) for year in by_year]
    return PerYear(lambda column: listed[min(column - first, len(listed) - 1)])


def _taxes(front: Front) -> Iterator[Entry]:
    opens, by_year = front.course.running[0], front.terms.tax.income_tax_by_year_frac
    if by_year:
        cells = [front.cell(f"tax.income_tax_by_year_frac.{year}") for year in range(len(by_year))]
        made: Formula = PerYear(lambda column: cells[min(column - opens, len(cells) - 1)])
    else:
        made = front.cell("tax.income_tax_frac")
    yield "tax.income.rate_frac", Known(label=Label(zh="所得税率", en="Income tax rate"), made=made)
    yield "tax.vat.credit_refund_frac", Known(label=Label(zh="留抵退税比例", en="Share of VAT credit refunded"))
    for n, (name, other) in enumerate(front.terms.tax.other_taxes.items()):
        head, title = f"tax.other_taxes.{name}", title_of(other)
        yield f"tax.others.{n}.yuan", Known(label=title, made=front.cell(f"{head}.yuan_per_year"))
        for field, zh, en in (
            ("share_of_revenue_frac", "占收入比例", "share of revenue"),
            ("share_of_fixed_assets_frac", "占固定资产原值比例", "share of fixed assets"),
        ):
            yield f"tax.others.{n}.{field}", front.line(f"{head}.{field}", zh, en, title)


def _investors(front: Front) -> Iterator[Entry]:
    for n, (name, investor) in enumerate(front.terms.investors.items()):
        for field, zh, en in (
            ("capital_share_frac", "出资比例", "share of capital"),
            ("profit_share_frac", "分配比例", "share of profit"),
        ):
            yield f"investors.{n}.{field}", front.line(f"investors.{name}.{field}", zh, en, title_of(investor))
