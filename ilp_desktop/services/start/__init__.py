"""Opening data: folder, key, server, first run, signing in."""
