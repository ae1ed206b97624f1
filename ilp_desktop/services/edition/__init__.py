"""Editions of tables and forms: read, signed, and their official words."""
