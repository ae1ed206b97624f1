"""Cancer screens of one person: last results, what they wait for, and when each is done again."""
