"""Dispatch, settle and value storage and mine-gas power stations."""

__version__ = "0.1.0"
