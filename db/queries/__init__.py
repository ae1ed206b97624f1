"""Queries larger than a screenful, shared by services."""
