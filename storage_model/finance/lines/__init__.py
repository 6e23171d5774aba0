"""Lines that several statements share; each takes accounts and returns one row, shape (…, periods) [yuan]."""
