"""From readable Pyomo rules to the arrays a solver wants (docs/decisions/002-rules-to-arrays.md)."""

from storage_model.dispatch.compile.linear_program import LinearProgram
from storage_model.dispatch.compile.route import compile_model

__all__ = ["LinearProgram", "compile_model"]
