"""The trail of who did what: how it is sealed and how long it is kept."""
