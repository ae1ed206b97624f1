"""Certificates: what they rest on, issuing, making void, printing."""
