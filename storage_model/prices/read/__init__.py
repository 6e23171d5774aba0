"""Other people's price files: opened, checked against what was declared about them, turned into series."""
