"""Ways the site earns or pays by the meter: each reads metered flows and publishes money."""
