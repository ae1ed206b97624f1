"""Doses given, stock of vaccines, events after immunisation."""
