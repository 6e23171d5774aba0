"""A sweep as tables and on the screen."""
