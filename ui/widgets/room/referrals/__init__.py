"""Referrals on the screen after they were issued: the worklist, one of them, and the answer to it."""
