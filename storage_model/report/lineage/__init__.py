"""Where a number comes from: the formula of every row and indicator, and the way back to files and documents."""
