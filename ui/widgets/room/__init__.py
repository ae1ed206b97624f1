"""The parts of a klaster room: who waits, the patient's tabs, and what own tabs are handed."""
