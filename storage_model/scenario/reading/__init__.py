"""Input files as trees: every leaf knows where it was written, and nothing is judged yet."""
