"""The Buku KIA: a mother carries it from her pregnancy on, and it becomes the child's."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

LONGEST_NUMBER = 24
USED_UNTIL_MONTHS = 72
"""Buku KIA, Kementerian Kesehatan: it is kept until the child is six years old."""
NO_NUMBER = "ada, nomor belum dicatat"


class BookKind(Enum):
    """Which book it is; small babies get one more."""

    KIA = "kia"
    SMALL_BABY = "bayi_kecil"

    @property
    def label(self) -> str:
        """Return what people call it."""
        return "Buku KIA" if self is BookKind.KIA else "Buku KIA Bayi Kecil"


@dataclass(frozen=True)
class Book:
    """A book somebody has; ``number`` is empty where it has none or nobody wrote it down."""

    kind: BookKind
    number: str = ""


def book_number(typed: str) -> str:
    """Return a number as it is kept and compared: one space between its parts, capital letters."""
    return " ".join(typed.split()).upper()


def book_text(books: Sequence[Book]) -> str:
    """Return the number of the Buku KIA in use, the first of several; that there is one; or nothing."""
    own = [book for book in books if book.kind is BookKind.KIA]
    return next((book.number for book in own if book.number), NO_NUMBER if own else "")


def has_book(books: Sequence[Book], kind: BookKind) -> bool:
    """Say whether a book of a kind is on record."""
    return any(book.kind is kind for book in books)
