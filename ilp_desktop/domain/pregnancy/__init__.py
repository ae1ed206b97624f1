"""Pregnancy: its dating, antenatal contacts and package, past births, how it ends."""
