"""Actions done at a visit, and tests and medicines asked for."""
