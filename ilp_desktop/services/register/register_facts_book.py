"""The facts of the Buku KIA that columns of a register name: of a pregnancy, and of a child."""

from collections.abc import Callable, Mapping

from ilp_desktop.domain.pregnancy.kia_book import BookKind, book_text, has_book
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import YES, Asked, Fact
from ilp_desktop.services.register.register_sources import Sources


def _of_pregnancy(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    return book_text(sources.books.get(entry.pregnancy.id, ())) or None if entry.pregnancy else None


def _of_child(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    return book_text(sources.books.get(entry.person.id, ())) or None


def _has(kind: BookKind) -> Callable[[Entry, Sources, Asked], Cell]:
    """Return that a child has a book; that nobody wrote one down is not that it has none."""

    def read(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        return YES if has_book(sources.books.get(entry.person.id, ()), kind) else None

    return read


BOOK: Mapping[str, Fact] = {
    "pregnancy_book": Fact(_of_pregnancy),
    "kia_book": Fact(_of_child),
    "has_book": Fact(_has(BookKind.KIA)),
    "has_small_baby_book": Fact(_has(BookKind.SMALL_BABY)),
}
"""Facts of the Buku KIA."""
