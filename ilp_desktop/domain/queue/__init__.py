"""Queue and desk: routing, triage, priority, calls, waiting."""
