"""Klaster 4: infectious disease."""
