"""How large a station should be: screened over all module counts, settled by whole lives around the best."""
