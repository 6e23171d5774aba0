"""The machine tables of a run folder: base units, the unit in every name."""
