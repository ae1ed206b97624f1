"""Finding people by what is typed, and people entered twice."""
