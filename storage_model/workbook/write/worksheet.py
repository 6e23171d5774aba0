"""A worksheet that takes formulas as they are."""

from xlsxwriter.worksheet import Worksheet


class FormulaSheet(Worksheet):  # type: ignore[misc]  # the library carries no types for mypy
    """Leaves out the search for functions newer than Excel 2010, none of which the workbook uses.

    The library looks for some thirty of them in every formula, which takes longer than all the rest.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        del expand_future_functions
        return formula.removeprefix("=")
