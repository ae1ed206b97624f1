"""Klaster 3: adults and the elderly."""
