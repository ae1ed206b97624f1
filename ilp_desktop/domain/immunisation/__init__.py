"""Immunisation: what doses are worth, which are open, a plan, vaccines and their stock."""
