"""What every use case stands on: transaction, who is signed in, ownership, drafts, errors."""
