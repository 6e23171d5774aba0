"""The answer under uncertainty as people read it: screen, page, tables."""
