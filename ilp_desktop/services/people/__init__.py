"""Writing people: registration, births, households, leaving."""
