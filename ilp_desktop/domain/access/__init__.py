"""Signing in: how long wrong passwords make one wait, what a PIN may be, when a screen locks."""
