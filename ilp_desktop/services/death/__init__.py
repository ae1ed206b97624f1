"""Deaths to be followed up and their notification."""
