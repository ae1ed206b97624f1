"""A child's growth on screen and paper, and what is done about it."""
