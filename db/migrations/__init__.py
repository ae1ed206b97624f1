"""Numbered Alembic revisions; a released one is never edited."""
