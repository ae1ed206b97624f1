"""Labour, delivery, the time after it, birth letters."""
