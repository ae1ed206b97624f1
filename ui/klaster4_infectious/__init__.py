"""Klaster 4: who may have something infectious today, and why."""
