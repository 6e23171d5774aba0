"""The accounts of a project as rows of formulas, schedule by schedule as `finance/schedules` keeps them."""
