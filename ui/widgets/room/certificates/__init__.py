"""Certificates of the patient: the list, a new one, making one void."""
