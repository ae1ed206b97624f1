"""When a backup is due, and which ones may go."""
