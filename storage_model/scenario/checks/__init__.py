"""What lies between several keys of a case: names, years, sizes, policies and finance that have to fit one another."""
