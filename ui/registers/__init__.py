"""Registers on the screen, for the klaster that keep them."""
