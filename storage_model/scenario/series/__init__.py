"""The series a case names, read and fitted to its steps."""
