"""Twenty gas sets in this project: one whole number of sets a step."""

from asked import answer
from of_ours import BUILDS, PACKAGES, solve

from benchmarks.peers.commitment import site_of

answer(site_of, solve, *PACKAGES, also=BUILDS)
