"""Schools, classes, days at a school."""
