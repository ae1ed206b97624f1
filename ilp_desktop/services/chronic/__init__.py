"""Chronic disease: the picture of one person, and what registers tell of many."""
