"""Sex as Indonesian registers write it."""

from enum import Enum


class Sex(Enum):
    """L or P, as printed on every card and form."""

    MALE = "L"
    FEMALE = "P"

    @property
    def word(self) -> str:
        """Return the Indonesian word."""
        return "Laki-laki" if self is Sex.MALE else "Perempuan"
