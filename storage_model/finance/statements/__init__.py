"""The statements of a project evaluation: each file one, each row a function named like it."""
