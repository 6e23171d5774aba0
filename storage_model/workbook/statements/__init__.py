"""The formulas of every statement's rows; each file one statement, as in `finance/statements`."""
