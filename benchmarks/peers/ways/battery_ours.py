"""A battery year in this project: rules, certificate and all."""

from asked import answer
from of_ours import BUILDS, PACKAGES, battery_site, solve

answer(battery_site, solve, *PACKAGES, also=BUILDS)
