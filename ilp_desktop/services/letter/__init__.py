"""What was done with referrals, step by step, and who came with a slip of the field."""
