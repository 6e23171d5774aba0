"""The tables of a comparison, each with its words: for the page, the screen and the workbook."""
