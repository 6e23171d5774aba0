"""How money moves from year to year: assets, loans, taxes, working capital."""
