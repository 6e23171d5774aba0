"""Price and gas years made from published means and targets: seeded, calibrated, the same bytes every time."""
