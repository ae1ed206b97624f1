"""Lists of families from other programs, a row at a time."""
