"""Many trees laid over one another: what a file extends, what a case changes, what is typed on the command line."""
