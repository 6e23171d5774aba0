"""From sheets put together to a file that spreadsheets open."""
