"""What opens the data, as its head keeps it."""
