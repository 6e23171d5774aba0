"""What an answer may turn out to be when inputs are uncertain: correlated draws, price years, quantiles, indices."""
