"""The trail read by the head, and whether it is whole."""
