"""Working on while the server is away: the copy kept for it, and what is sent to the server afterwards."""
