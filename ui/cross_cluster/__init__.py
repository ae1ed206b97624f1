"""Lintas klaster: who was sent to gawat darurat, and what will stand here."""
