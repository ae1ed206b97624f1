"""People entered twice: found, merged, parted again."""
