"""A finished run: its folder, reading it back, auditing it from its files, where each figure comes from."""
