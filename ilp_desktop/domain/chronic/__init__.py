"""Chronic disease followed month by month: under control or not, and where to come next."""
