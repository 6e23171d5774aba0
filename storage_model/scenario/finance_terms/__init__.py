"""What the evaluation of one separately financed project is told in its file."""

from storage_model.scenario.finance_terms.project import ProjectTerms

__all__ = ["ProjectTerms"]
