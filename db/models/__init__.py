"""Typed tables, one file an area."""
