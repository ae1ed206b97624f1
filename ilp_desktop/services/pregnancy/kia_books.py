"""Which Buku KIA a pregnancy or a child has; a child without its own has that of the pregnancy it came from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, desc, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import Birth, KiaBook, Person, Pregnancy
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.kia_book import LONGEST_NUMBER, USED_UNTIL_MONTHS, Book, BookKind, book_number
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.person.maternal import may_know_pregnancy

OWN, OF_MOTHER = 0, 1
Books = tuple[Book, ...]
LONGEST = {"number": ("No. Buku KIA", LONGEST_NUMBER)}
TOO_OLD = f"Buku KIA dipakai sampai anak berumur {USED_UNTIL_MONTHS // 12} tahun."
ASK = "Periksa lagi angkanya. Bila benar, centang lalu simpan lagi."


@dataclass(frozen=True)
class NewBook:
    """A book as it is told; ``pregnancy_id`` is None for a child's own, ``confirmed`` that its number is right."""

    client_id: UUID
    person_id: UUID
    pregnancy_id: UUID | None
    kind: BookKind | None
    number: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class BookRow:
    """A book on record, which may be taken back."""

    id: UUID
    book: Book


@dataclass(frozen=True)
class BookFile:
    """The books of a pregnancy or a child, the one in use first; ``of_mother`` are those a child has by its birth."""

    rows: tuple[BookRow, ...]
    of_mother: tuple[Book, ...] = ()

    @property
    def books(self) -> tuple[Book, ...]:
        """Return every book, a child's own before its mother's."""
        return (*(row.book for row in self.rows), *self.of_mother)


class KiaBooks:
    """The Buku KIA of the mothers and children of this Puskesmas."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def of_pregnancy(self, user: SignedIn, pregnancy_id: UUID) -> BookFile:
        """Return the books of a pregnancy."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            row = owned(session, user.facility_id, Pregnancy, pregnancy_id)
            return book_file(session, row.id)

    def of_child(self, user: SignedIn, child_id: UUID) -> BookFile:
        """Return the books of a child, its own and that of the pregnancy it came from."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            child = owned(session, user.facility_id, Person, child_id)
            own = _rows(session, (KiaBook.person_id == child.id) & KiaBook.pregnancy_id.is_(None))
            books = books_of_children(session, [child.id]).get(child.id, ())
            return BookFile(own, books[len(own) :])

    def add(self, user: SignedIn, wanted: NewBook) -> UUID:
        """Write down a book; raises ``WrongAnswers``, also where another has its number and nobody confirmed it."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("person", wanted.person_id, repeated=True)
                return earlier
            person = work.own(Person, wanted.person_id)
            _refuse_wrong(work, person, wanted)
            row = KiaBook(
                **work.stamp(),
                person_id=person.id,
                pregnancy_id=wanted.pregnancy_id,
                kind=(wanted.kind or BookKind.KIA).value,
                number=book_number(wanted.number),
            )
            work.session.add(row)
            work.remember(wanted.client_id, row.id)
            _told(work, row)
            return row.id

    def remove(self, user: SignedIn, book_id: UUID, reason: str) -> None:
        """Take back a book that was written down wrongly."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = work.own(KiaBook, book_id, locked=True)
            if not reason.strip():
                raise WrongAnswers({"reason": "Isi alasannya."})
            if row.removed_at is not None:
                raise UserError("Catatan ini sudah dihapus.", "Buka kembali halamannya.")
            row.removed_at = work.now
            _told(work, row, removed=reason.strip(), number=row.number)


def book_file(session: Session, pregnancy_id: UUID) -> BookFile:
    """Return the books of a pregnancy as its card shows them."""
    return BookFile(_rows(session, KiaBook.pregnancy_id == pregnancy_id))


def books_of_pregnancies(session: Session, pregnancies: Collection[UUID]) -> dict[UUID, Books]:
    """Return the books of each of some pregnancies, the one in use first."""
    return books_among(session, (), pregnancies)


def books_of_children(session: Session, children: Collection[UUID]) -> dict[UUID, Books]:
    """Return the books of each of some children: their own, then those of the pregnancies they came from."""
    return books_among(session, children, ())


def books_among(session: Session, children: Collection[UUID], pregnancies: Iterable[UUID]) -> dict[UUID, Books]:
    """Return the books of some children and of some pregnancies, by either, in one statement."""
    parts = (
        _part(KiaBook.person_id, OWN).where(KiaBook.person_id.in_(children), KiaBook.pregnancy_id.is_(None)),
        _part(KiaBook.pregnancy_id, OWN).where(KiaBook.pregnancy_id.in_(tuple(pregnancies))),
        _part(Birth.child_id, OF_MOTHER)
        .join(Birth, Birth.pregnancy_id == KiaBook.pregnancy_id)
        .where(Birth.child_id.in_(children)),
    )
    rows = session.execute(union_all(*parts).order_by("whose", desc("recorded_at"), desc("id")))
    found: dict[UUID, list[Book]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(Book(BookKind(row.kind), row.number))
    return {key: tuple(books) for key, books in found.items()}


def _part(key: InstrumentedAttribute[Any], whose: int) -> Select[Any]:
    columns = (KiaBook.kind, KiaBook.number, KiaBook.recorded_at, KiaBook.id)
    return select(key.label("key"), literal(whose).label("whose"), *columns).where(KiaBook.removed_at.is_(None))


def _rows(session: Session, which: ColumnElement[bool]) -> tuple[BookRow, ...]:
    rows = session.scalars(
        select(KiaBook)
        .where(which, KiaBook.removed_at.is_(None))
        .order_by(KiaBook.recorded_at.desc(), KiaBook.id.desc())
    )
    return tuple(BookRow(row.id, Book(BookKind(row.kind), row.number)) for row in rows)


def _refuse_wrong(work: Work, person: Person, wanted: NewBook) -> None:
    problems = too_long(wanted, LONGEST)
    if wanted.kind is None:
        problems["kind"] = "Pilih bukunya."
    if wanted.pregnancy_id is not None:
        if work.own(Pregnancy, wanted.pregnancy_id).person_id != person.id:
            raise UserError("Kehamilan ini bukan kehamilan ibu ini.", "Buka kembali halamannya.")
    elif age_on(person.birth_date, work.today).total_months >= USED_UNTIL_MONTHS:
        problems["number"] = TOO_OLD
    if not problems and not wanted.confirmed:
        holder = _other_holder(work, person, book_number(wanted.number))
        problems = {"number": f"Nomor ini sudah tercatat untuk {holder}.", "confirmed": ASK} if holder else {}
    if problems:
        raise WrongAnswers(problems)


def _other_holder(work: Work, person: Person, number: str) -> str:
    """Return who else has a book of this number, nothing where nobody does; mother and child share theirs."""
    if not number:
        return ""
    kin = [person.id, *([person.mother_id] if person.mother_id is not None else [])]
    row = work.session.execute(
        select(Person, KiaBook.pregnancy_id)
        .join(KiaBook, KiaBook.person_id == Person.id)
        .where(
            KiaBook.facility_id == work.facility_id,
            KiaBook.number == number,
            KiaBook.removed_at.is_(None),
            Person.id.not_in(kin),
            or_(Person.mother_id.is_(None), Person.mother_id != person.id),
        )
        .order_by(KiaBook.recorded_at.desc())
        .limit(1)
    ).first()
    if row is None:
        return ""
    is_told = row.pregnancy_id is None or may_know_pregnancy(work.user, row.Person.birth_date, work.today)
    return str(row.Person.name) if is_told else "ibu lain"


def _told(work: Work, row: KiaBook, **detail: str) -> None:
    work.touch("person", row.person_id, kia_book=str(row.id), **detail)
    if row.pregnancy_id is not None:
        work.touch("pregnancy", row.pregnancy_id, kia_book=str(row.id))
