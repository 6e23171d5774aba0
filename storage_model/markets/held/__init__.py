"""Power held ready against pay: regulation, reserve, frequency response; one formulation for all of them."""
