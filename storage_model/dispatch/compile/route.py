"""Choose how a model becomes arrays: templates where every rule allows it, otherwise Pyomo's own compiler."""

import logging
from collections.abc import Callable
from typing import Any

from storage_model.dispatch.compile.linear_program import LinearProgram

LOG = logging.getLogger(__name__)


def compile_model(build: Callable[[], Any], like: LinearProgram | None = None) -> LinearProgram:
    """Return the arrays of the model that `build` writes; `build` is called inside the chosen mode.

    `like` is a programme compiled before: where only numbers differ from it, its order of coefficients serves again.

    Whatever keeps a model from being read by its templates, the ordinary compiler decides what it means; an error in a
    rule itself is raised there, as the rule raises it.
    """
    from storage_model.dispatch.compile.ordinary import ordinary_arrays
    from storage_model.dispatch.compile.pyomo_import import import_pyomo

    import_pyomo()
    return _by_templates(build, like) or ordinary_arrays(build())


def _by_templates(build: Callable[[], Any], like: LinearProgram | None) -> LinearProgram | None:
    from storage_model.dispatch.compile.arrays import TemplateArrays
    from storage_model.dispatch.compile.symbolic import symbolic

    try:
        with symbolic():
            model = build()
        return TemplateArrays(model).linear_program(like)
    except Exception as reason:  # noqa: BLE001 - nothing is lost: the same rules are run again, without placeholders
        LOG.info("not compiled by templates: %s", reason)
        return None
