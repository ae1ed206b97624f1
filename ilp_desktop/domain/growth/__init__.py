"""Growth of children against WHO's curves: status, doubts, steps that follow."""
