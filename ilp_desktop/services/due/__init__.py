"""Services due, lists of them, invitations."""
