"""Pregnancies as they are recorded: start, correction, dating, end, history."""
