"""Filled-in forms: what is known before, storing, conclusions, figures."""
