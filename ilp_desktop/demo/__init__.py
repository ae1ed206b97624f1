"""A made-up Puskesmas with a made-up population, the same for the same seed."""
