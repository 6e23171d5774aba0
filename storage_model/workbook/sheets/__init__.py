"""The sheets around the statements: summary, checks, months, sources, words."""
