"""Use cases: one class an area, one public method a use case and a transaction."""
