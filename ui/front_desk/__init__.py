"""Loket: find or register a person, make a visit, see today's queue."""
