"""Backups of a database on this computer: made, rotated, tried and restored."""
