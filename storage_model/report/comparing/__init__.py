"""Cases side by side, for machines and for people who decide on policies."""
