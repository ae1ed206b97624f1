"""A morning driven through the real windows, leaving pictures and the sheets that were printed."""
