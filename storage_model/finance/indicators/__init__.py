"""Indicators of a project: pure functions of yearly money, each answer a value or the kind of "none"."""
