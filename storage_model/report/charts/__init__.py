"""The charts of a report, each with the table it was drawn from."""
