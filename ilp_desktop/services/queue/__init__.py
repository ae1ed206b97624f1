"""Visits opened at the desk, numbers, calls, parts of the waiting list, the display."""
