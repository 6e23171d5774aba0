"""What a case earns when the future is not known: plan on forecasts, be settled on what came."""
