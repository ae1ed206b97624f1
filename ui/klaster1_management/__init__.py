"""Klaster 1: the day in figures."""
