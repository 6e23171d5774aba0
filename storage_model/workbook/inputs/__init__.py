"""假设: every number of the case as a cell, and how the numbers of the evaluation are made from them."""
