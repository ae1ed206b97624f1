"""Referral letters."""
