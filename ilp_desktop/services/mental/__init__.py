"""Mental health of one person: the picture for those with leave for restricted things."""
