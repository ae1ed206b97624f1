"""Somebody about to marry: the package of both, and the couple they are."""
