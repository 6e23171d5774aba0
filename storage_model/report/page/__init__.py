"""The page of a run, section by section, and the files it hands out."""
