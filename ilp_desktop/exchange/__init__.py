"""File formats and network protocols shared with other systems."""
