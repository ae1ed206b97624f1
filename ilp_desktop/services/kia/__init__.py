"""Mother and child together, and their summary."""
