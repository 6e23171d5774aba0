"""From input files to one frozen scenario: read, merged, checked, every problem reported at once."""
