"""Things that stand on the site: each knows its own physics and nothing about prices or policies."""
