"""compare.xlsx: cases side by side as formulas over their cash flows and the public purse."""
