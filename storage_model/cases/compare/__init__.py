"""Cases side by side: what each instrument brings, what is needed, who pays."""
