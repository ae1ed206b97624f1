"""Klaster 1: the day in figures, staff, the Puskesmas itself, and the editions the program works with."""
