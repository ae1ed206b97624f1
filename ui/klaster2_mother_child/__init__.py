"""Klaster 2: mother and child."""
