"""The best size as people read it: screen, page, tables."""
