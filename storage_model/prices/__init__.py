"""Price and gas series: read, checked, profiled, made."""
