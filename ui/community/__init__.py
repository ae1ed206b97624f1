"""Posyandu and Pustu: what will stand here."""
