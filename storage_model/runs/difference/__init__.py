"""Two runs side by side: which inputs changed, and what that moved, line by line."""
