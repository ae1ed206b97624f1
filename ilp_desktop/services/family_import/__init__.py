"""Importing a list of families."""
