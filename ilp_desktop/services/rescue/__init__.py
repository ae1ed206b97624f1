"""What can still be done with a data folder that does not open."""
