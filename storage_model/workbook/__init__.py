"""workbook.xlsx: every statement as formulas over an input sheet, with the values they have."""
