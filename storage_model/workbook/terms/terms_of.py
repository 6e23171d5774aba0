"""The cells of every number a project's evaluation was given."""

from storage_model.finance.terms.project import Project
from storage_model.workbook.terms import business, money
from storage_model.workbook.terms.business import words
from storage_model.workbook.terms.numbers import Numbers
from storage_model.workbook.terms.records import Terms


def terms_of(project: Project, cells: Numbers) -> Terms:
    """Return the cells, each made once, in the order in which accounts are kept."""
    course = cells.block.course
    cells.block.head("逐年与单项输入", "Numbers by year and single numbers")
    discharged = project.discharged_mwh
    return Terms(
        course=course,
        investment=tuple(business.investment(project, cells)),
        revenue=tuple(business.revenue(project, cells)),
        costs=tuple(business.costs(project, cells)),
        subsidies=tuple(business.subsidies(project, cells)),
        sustaining=tuple(business.sustaining(project, cells)),
        grants=tuple(business.grants(project, cells)),
        working_capital=business.working_capital(project, cells),
        loans=tuple(money.loans(project, cells)),
        short_term_rate=money.short_term_rate(project, cells),
        tax=money.tax(project, cells),
        distribution=money.distribution(project, cells),
        investors=tuple(money.investors(project, cells)),
        hurdle=money.hurdle(project, cells),
        options=money.options(project),
        sold_mwh=cells.yearly("sold_mwh", words("供电量", "Energy sold", "mwh"), project.sold_mwh, course.running),
        discharged_mwh=None
        if discharged is None
        else cells.yearly("discharged_mwh", words("放电电量", "Energy discharged", "mwh"), discharged, course.running),
    )
