"""Lintas Klaster: laboratory, pharmacy, emergency."""
