"""Read a run folder back: whole and untouched, or not at all."""
