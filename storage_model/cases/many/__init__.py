"""Many cases: which ones a sweep asks for, run side by side, none lost."""
