"""The indicators of a project as formulas, each a number or the words that say why there is none."""
