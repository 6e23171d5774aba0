"""One case from its files to its answer."""
