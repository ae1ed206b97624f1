"""Dates, times and scans as they are typed."""
