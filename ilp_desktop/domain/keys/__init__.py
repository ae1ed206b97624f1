"""The secrets people hold: the recovery words, and how long a wrong try makes the next one wait."""
