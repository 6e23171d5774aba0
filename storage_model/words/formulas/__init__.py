"""How every row of every statement follows from others, said once for walks and for audits."""
