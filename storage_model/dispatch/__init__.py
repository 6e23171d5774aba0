"""One year of a site: its model, the schedule that earns the most, its money and its audit."""
