"""Family planning of one person: the picture for those with leave for restricted things."""
