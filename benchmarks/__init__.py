"""Ratios measured within one run."""
