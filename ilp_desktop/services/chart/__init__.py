"""The record of a patient as it is read: its timeline, one visit with everything of it, trends, paper and moves."""
