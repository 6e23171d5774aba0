"""One file a step; the newest is the last of REVISIONS."""
