"""What a clinician asks for: tests of a laboratory, and medicines with how they are taken."""
