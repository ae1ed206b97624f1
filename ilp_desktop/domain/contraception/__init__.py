"""Family planning: the method in use and when its user comes next."""
