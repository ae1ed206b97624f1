"""Whole numbers in words people read."""


def count_text(number: int) -> str:
    """Return a whole number as Indonesians write it, a point between thousands."""
    return f"{number:,}".replace(",", ".")
