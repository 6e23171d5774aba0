"""Where a number comes from: every indicator and row walked back to files and documents."""
