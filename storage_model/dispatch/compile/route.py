"""Choose how a model becomes arrays: templates where every rule allows it, otherwise Pyomo's own compiler."""

from collections.abc import Callable
from typing import Any

from storage_model.dispatch.compile.affine import NotTemplatedError
from storage_model.dispatch.compile.linear_program import LinearProgram


def compile_model(build: Callable[[], Any]) -> LinearProgram:
    """Return the arrays of the model that `build` writes; `build` is called inside the chosen mode."""
    from pyomo.common.errors import TemplateExpressionError

    from storage_model.dispatch.compile.arrays import TemplateArrays
    from storage_model.dispatch.compile.ordinary import ordinary_arrays
    from storage_model.dispatch.compile.symbolic import symbolic

    try:
        with symbolic():
            model = build()
        return TemplateArrays(model).linear_program()
    except (NotTemplatedError, TemplateExpressionError):
        return ordinary_arrays(build())
