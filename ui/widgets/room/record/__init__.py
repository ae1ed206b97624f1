"""What stands beside the note of a visit: allergies, problems, consents, earlier notes, changes, short texts."""
