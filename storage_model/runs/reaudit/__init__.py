"""A run audited once more from its files alone, with plain arrays; nothing here calls what computed the answer."""
