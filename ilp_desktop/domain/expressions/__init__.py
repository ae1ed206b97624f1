"""The small languages of conditions and formulas."""
