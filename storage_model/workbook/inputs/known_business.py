"""How the numbers of what a project builds, earns and spends are made."""

from collections.abc import Iterator, Sequence

from storage_model.scenario.finance_terms.operation import OperatingCost
from storage_model.units import YUAN_PER_WAN_YUAN
from storage_model.words.label import Label
from storage_model.workbook.formula import ZERO, Formula, added
from storage_model.workbook.grid import PerYear
from storage_model.workbook.inputs.front import Entry, Front, title_of
from storage_model.workbook.inputs.gather import contingency, investment_key, phase, rated_key
from storage_model.workbook.terms.numbers import Known

_BUILT = {"vat_frac": ("进项税率", "VAT rate")}
_WRITTEN_OFF = {"life_years": ("折旧年限", "life"), "residual_frac": ("残值率", "residual share")}


def investment(front: Front) -> Iterator[Entry]:
    """Yield the rows of the construction investment, the contingency last."""
    factor, first = front.factor("investment"), front.course.building[0]

    def in_phases(amount: Formula) -> Formula:
        return PerYear(lambda column: amount * factor * phase(front.inputs, front.scenario, front.name, column - first))

    rows = front.terms.investment
    for n, (name, item) in enumerate(rows.items()):
        path, title = f"investment.{name}", title_of(item)
        yield f"investment.{n}.yuan", Known(label=title, made=in_phases(front.cell(f"{path}.amount_yuan")))
        yield f"investment.{n}.vat_frac", front.line(f"{path}.vat_frac", *_BUILT["vat_frac"], title)
        for field, words in _WRITTEN_OFF.items():
            yield f"investment.{n}.write_off.{field}", front.line(f"{path}.{field}", *words, title)
    if front.terms.contingency is not None:
        n, title = len(rows), title_of(front.terms.contingency)
        by_year = PerYear(lambda column: contingency(front.inputs, front.scenario, front.name, column - first))
        yield f"investment.{n}.yuan", Known(label=title, made=by_year)
        for field, words in _WRITTEN_OFF.items():
            yield f"investment.{n}.write_off.{field}", front.line(f"contingency.{field}", *words, title)


def metered(front: Front) -> Iterator[Entry]:
    """Yield what markets, policies and assets pay and charge."""
    for kind, rows in (("revenue", front.revenue), ("costs", front.costs)):
        for n, row in enumerate(rows):
            yield f"{kind}.{n}.yuan", Known(label=row.label, made=row.made)
            zh, en = f"{row.label.zh}：增值税率", f"{row.label.en}: VAT rate"
            yield f"{kind}.{n}.vat_frac", Known(label=Label(zh=zh, en=en))
    yield "sold_mwh", Known(label=Label(zh="供电量", en="Energy sold"), made=front.out_mwh)
    yield "discharged_mwh", Known(label=Label(zh="放电上网电量", en="Energy discharged"), made=front.out_mwh)


def yearly_costs(front: Front) -> Iterator[Entry]:
    """Yield every yearly cost in its fixed part, its part by energy, and its pay; they follow the metered ones."""
    n, factor = len(front.costs), front.factor("operating_cost")
    for name, cost in front.terms.operating_cost.items():
        title = title_of(cost)
        parts = [(title, _fixed(front, name, cost), f"operating_cost.{name}.vat_frac")]
        if cost.yuan_per_mwh_out:
            by_energy = front.cell(f"operating_cost.{name}.yuan_per_mwh_out") * front.out_mwh / YUAN_PER_WAN_YUAN
            parts.append((_part(title, "按电量", "by energy"), by_energy * _growth(front, name), parts[0][2]))
        if cost.staff is not None:
            staff = f"operating_cost.{name}.staff"
            pay = front.cell(f"{staff}.count") * front.cell(f"{staff}.yuan_per_person_year") / YUAN_PER_WAN_YUAN
            parts.append((_part(title, "人员", "staff"), _counted(front, pay * _growth(front, name)), ""))
        for label, made, vat in parts:
            yield f"costs.{n}.yuan", Known(label=label, made=made * factor)
            if vat:
                yield f"costs.{n}.vat_frac", front.line(vat, *_BUILT["vat_frac"], label)
            n += 1


def _part(title: Label, zh: str, en: str) -> Label:
    return Label(zh=f"{title.zh}：{zh}", en=f"{title.en}: {en}")


def _growth(front: Front, name: str) -> Formula:
    opens, rate = front.course.running[0], front.cell(f"operating_cost.{name}.escalation_frac_per_year")
    return PerYear(lambda column: (1.0 + rate) ** float(column - opens))


def _counted(front: Front, yearly: Formula) -> Formula:
    """Return a yearly amount, in the first year for the share of it in which the plant stands."""
    opens, share = front.course.running[0], front.terms.first_year_share_frac
    return yearly if share == 1.0 else PerYear(lambda column: yearly * share if column == opens else yearly)


def _fixed(front: Front, name: str, cost: OperatingCost) -> Formula:
    """Return the fixed part: amount, per kW and share of the investment, growing; and what is planned by year."""
    path, opens = f"operating_cost.{name}", front.course.running[0]
    rated, invested = front.inputs.cells[rated_key(front.name)], front.inputs.cells[investment_key(front.name)]
    parts: list[Formula] = [front.cell(f"{path}.yuan_per_year")]
    parts.append(front.cell(f"{path}.yuan_per_kw_year") * rated / YUAN_PER_WAN_YUAN)
    parts.append(front.cell(f"{path}.share_of_investment_frac_per_year") * invested)
    fixed = _counted(front, added(parts) * _growth(front, name))
    if not cost.yuan_by_year:
        return fixed
    planned = [front.cell(f"{path}.yuan_by_year.{year}") for year in range(len(cost.yuan_by_year))]
    return PerYear(lambda column: fixed + planned[column - opens] if column - opens < len(planned) else fixed)


def later(front: Front) -> Iterator[Entry]:
    """Yield what is spent on the plant while it runs, and taking it down."""
    opens = front.course.running[0]
    items = front.terms.sustaining_investment
    for n, (name, item) in enumerate(items.items()):
        path, title = f"sustaining_investment.{name}", title_of(item)
        spent = [float(item.operating_years.count(year + 1)) for year in range(front.course.run)]
        yield f"sustaining.{n}.yuan", Known(label=title, made=_timed(front.cell(f"{path}.amount_yuan"), spent, opens))
        yield f"sustaining.{n}.vat_frac", front.line(f"{path}.vat_frac", *_BUILT["vat_frac"], title)
        for field, words in _WRITTEN_OFF.items():
            yield f"sustaining.{n}.write_off.{field}", front.line(f"{path}.write_off.{field}", *words, title)
    if front.terms.decommissioning is not None:
        n, at_end = len(items), [float(year == front.course.run - 1) for year in range(front.course.run)]
        cost = front.cell("decommissioning.amount_yuan") - front.cell("decommissioning.scrap_yuan")
        label = Label(zh="拆除费用（净）", en="Decommissioning, net")
        made = _timed(cost, at_end, opens)
        yield f"sustaining.{n}.yuan", Known(label=label, made=made)
        yield f"sustaining.{n}.vat_frac", front.line("decommissioning.vat_frac", *_BUILT["vat_frac"], label)
        n += 1
    else:
        n = len(items)
    yield from _purchases(front, n)


def _purchases(front: Front, n: int) -> Iterator[Entry]:
    """Yield the words of cells bought later and of what old ones bring: results of ageing, in cells of their own."""
    for purchase in front.purchases:
        title = Label(zh=f"电芯增补 {purchase.calendar_year}", en=f"Cells bought in {purchase.calendar_year}")
        names = [title, _part(title, "残值", "salvage")] if purchase.salvage_yuan else [title]
        for label in names:
            yield f"sustaining.{n}.yuan", Known(label=label)
            yield f"sustaining.{n}.vat_frac", Known(label=_part(label, *_BUILT["vat_frac"]))
            for field, words in _WRITTEN_OFF.items():
                yield f"sustaining.{n}.write_off.{field}", Known(label=_part(label, *words))
            n += 1


def support(front: Front) -> Iterator[Entry]:
    """Yield subsidies and grants."""
    opens, first = front.course.running[0], front.course.own[0]
    for n, (name, item) in enumerate(front.terms.subsidies.items()):
        cells = [front.cell(f"subsidies.{name}.yuan_by_year.{year}") for year in range(len(item.yuan_by_year))]
        yield f"subsidies.{n}.yuan", Known(label=title_of(item), made=_listed(cells, opens))
    for n, (name, grant) in enumerate(front.terms.grants.items()):
        paid = [float(year + 1 == grant.period) for year in range(len(front.course.own))]
        made = _timed(front.cell(f"grants.{name}.amount_yuan"), paid, first)
        yield f"grants.{n}.yuan", Known(label=title_of(grant), made=made)
        yield (
            f"grants.{n}.spread_years",
            front.line(f"grants.{name}.spread_years", "分摊年数", "years spread", title_of(grant)),
        )


def _timed(amount: Formula, times: Sequence[float], first: int) -> Formula:
    """Return an amount as often as it falls in each year."""
    return PerYear(lambda column: amount * times[column - first] if times[column - first] else ZERO)


def _listed(cells: Sequence[Formula], first: int) -> Formula:
    """Return amounts by year, nothing beyond the list."""
    return PerYear(lambda column: cells[column - first] if column - first < len(cells) else ZERO)


def working_capital(front: Front) -> Iterator[Entry]:
    """Yield the money tied up."""
    rated = front.inputs.cells[rated_key(front.name)]
    amount = front.cell("working_capital.yuan") + front.cell("working_capital.yuan_per_kw") * rated / YUAN_PER_WAN_YUAN
    yield "working_capital.yuan", Known(label=Label(zh="流动资金", en="Working capital"), made=amount)
    for field, zh, en in (
        ("receivable_days", "应收账款周转天数", "Days of receivables"),
        ("stock_days", "存货周转天数", "Days of stocks"),
        ("cash_days", "现金周转天数", "Days of cash on hand"),
        ("payable_days", "应付账款周转天数", "Days of payables"),
    ):
        yield f"working_capital.{field}", front.line(f"working_capital.turnover.{field}", zh, en)
    yield (
        "working_capital.own_share_frac",
        front.line("working_capital.own_share_frac", "流动资金自有比例", "Equity's share of working capital"),
    )
    yield (
        "working_capital.rate_frac",
        front.line("working_capital.rate_frac", "流动资金借款利率", "Rate of the working-capital loan"),
    )
