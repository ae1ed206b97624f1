"""Posyandu and Pustu."""
