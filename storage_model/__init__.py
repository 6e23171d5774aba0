"""Dispatch, settle and value storage and mine-gas power stations.

What is meant to be called from outside is listed in `__all__`, imported when first asked for; the rest is ours to move.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from storage_model.version import __version__ as __version__

if TYPE_CHECKING:
    from storage_model.cases.run_case import run_case
    from storage_model.dispatch.audit import audit_dispatch
    from storage_model.dispatch.optimise import optimise
    from storage_model.dispatch.settle import settle
    from storage_model.finance.evaluate import evaluate, evaluate_many
    from storage_model.prices.read.read_series import read_series
    from storage_model.problems import InputError, StorageModelError
    from storage_model.report.run_folder import write_run_folder
    from storage_model.runs.reading.folder import open_run
    from storage_model.scenario.build_site import build_site
    from storage_model.scenario.load import load_scenario
    from storage_model.scenario.policy_terms import operating_years

__all__ = [
    "InputError",
    "StorageModelError",
    "audit_dispatch",
    "build_site",
    "evaluate",
    "evaluate_many",
    "load_scenario",
    "open_run",
    "operating_years",
    "optimise",
    "read_series",
    "run_case",
    "settle",
    "write_run_folder",
]

_HOME = {
    "InputError": "problems",
    "StorageModelError": "problems",
    "audit_dispatch": "dispatch.audit",
    "build_site": "scenario.build_site",
    "evaluate": "finance.evaluate",
    "evaluate_many": "finance.evaluate",
    "load_scenario": "scenario.load",
    "open_run": "runs.reading.folder",
    "operating_years": "scenario.policy_terms",
    "optimise": "dispatch.optimise",
    "read_series": "prices.read.read_series",
    "run_case": "cases.run_case",
    "settle": "dispatch.settle",
    "write_run_folder": "report.run_folder",
}


def __getattr__(name: str) -> object:
    """Return a listed name from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
