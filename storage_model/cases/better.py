"""Which way an indicator is better."""

# Indicators of which less is better, by the beginning of their key.
LESS_IS_BETTER = ("payback", "lcos", "loan_repayment", "liability", "bep_")
