"""From a tree to a checked record: what stands where, what may, and the slip behind what may not."""
