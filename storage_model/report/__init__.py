"""Answers as people read them: pages, charts and folders; of a run, several cases, a range, a size."""
