"""From one dispatched year to every operating year."""
