"""Work and health of one person: what was told of the work, and what was said to come of it."""
