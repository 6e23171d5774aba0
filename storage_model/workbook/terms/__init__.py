"""The numbers an evaluation was given, as cells."""
