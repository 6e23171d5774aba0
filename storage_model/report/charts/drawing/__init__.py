"""Marks, scales and axes of a chart, written as SVG: no engine, no script, both languages in one drawing."""
