"""The charts of a comparison, each with its table and the words for those who cannot see it."""
