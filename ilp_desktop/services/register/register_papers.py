"""What leaves registers: a spreadsheet in the order of the official sheet, and the KIA summaries of all listed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.exchange.spreadsheets import Cell, write_table
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_papers import PRIVATE, UNWRITABLE, place_words
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.kia.kia import KiaSummaries
from ilp_desktop.services.paperwork import pile_of
from ilp_desktop.services.register.register_columns import MONTHS
from ilp_desktop.services.register.register_entries import BIRTH, CHILD, PREGNANCY
from ilp_desktop.services.register.register_reading import RegisterReading, RegisterReadings
from ilp_desktop.services.register.register_rows import RegisterFilter, RegisterHead

MOST_SUMMARIES = 1000
SUMMARISED = (CHILD, PREGNANCY, BIRTH)
TITLE = "Ringkasan KIA"
NOBODY = UserError("Tidak ada baris dalam register ini.", "Pilih tahun, bulan, atau tempat lain.")
NOT_SUMMARISED = UserError("Register ini bukan daftar ibu atau anak.", "Pilih kohort ibu, bayi, atau balita.")
UNVERIFIED = "Susunan kolom belum dicocokkan dengan kartu resmi."

Progress = Callable[[float, str], object]
"""Told how much is done, 0 to 1, and with what one is busy; may raise to stop the work."""


class RegisterPapers:
    """Makes files of registers; that they were made is kept in the audit trail."""

    def __init__(self, uow: UnitOfWork, readings: RegisterReadings, kia: KiaSummaries) -> None:
        self._uow = uow
        self._readings = readings
        self._kia = kia

    def export(self, user: SignedIn, wanted: RegisterFilter, file: Path, progress: Progress) -> int:
        """Write a register as it is listed into an XLSX file; returns how many rows stand in it."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            reading = self._readings.open(session, user, wanted)
            head = reading.head()
            about = (
                profile_of(session, user.facility_id).name,
                f"{head.info.title}, {time_words(wanted)}, {place_words(session, wanted.place)}",
                head.info.note,
                f"Keadaan per {indonesian_date(head.until)}, dibuat {indonesian_moment(head.as_of)} oleh {user.name}",
                f"Susunan kolom: {head.info.source}.",
                *(() if head.info.verified else (UNVERIFIED,)),
                PRIVATE,
            )
            headings = [(one.heading, one.letters) for one in head.columns]
            try:
                count = write_table(file, head.info.title, headings, _cells(reading, head, progress), about)
            except OSError as error:
                raise UserError(f"{file.name} tidak dapat ditulis.", UNWRITABLE) from error
        self._note(user, wanted.code, count)
        return count

    def summaries(self, user: SignedIn, wanted: RegisterFilter, file: Path, progress: Progress) -> int:
        """Write the KIA summary of everybody listed into one PDF file, one after the other; returns how many.

        One summary is in memory at a time, and each is read in a transaction of its own.
        """
        people = self._summarised(user, wanted)
        try:
            with pile_of(file, TITLE) as pile:
                for number, (mother_id, child_id) in enumerate(people):
                    progress(number / len(people), f"Ringkasan {number + 1} dari {len(people)}")
                    pile.add(self._kia.pdf(user, mother_id, child_id))
        except OSError as error:
            raise UserError(f"{file.name} tidak dapat ditulis.", UNWRITABLE) from error
        self._note(user, "kia", len(people))
        return len(people)

    def _summarised(self, user: SignedIn, wanted: RegisterFilter) -> list[tuple[UUID | None, UUID | None]]:
        """Return the mothers and children whose summaries are wanted, each once."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            reading = self._readings.open(session, user, wanted)
            head = reading.head()
            kind, rows = head.info.rows, head.rows
            if kind not in SUMMARISED:
                raise NOT_SUMMARISED
            if rows > MOST_SUMMARIES:
                told = f"Daftar ini {rows} baris; sekali cetak paling banyak {MOST_SUMMARIES} ringkasan."
                raise UserError(told, "Pilih satu desa, Posyandu, atau bulan.")
            found: dict[tuple[UUID | None, UUID | None], None] = {}
            for entry in reading.everything():
                child = entry.children[0].id if entry.children else None
                found.setdefault((None, entry.person.id) if kind == CHILD else (entry.person.id, child))
        if not found:
            raise NOBODY
        return list(found)

    def _note(self, user: SignedIn, kind: str, rows: int) -> None:
        with self._uow.writing(user, Act.TAKE_LIST) as work:
            work.touch("register", None, kind=kind, rows=rows)


def time_words(wanted: RegisterFilter) -> str:
    """Return the time wanted in words."""
    return f"{MONTHS[wanted.month - 1]} {wanted.year}" if wanted.month else f"tahun {wanted.year}"


def _cells(reading: RegisterReading, head: RegisterHead, progress: Progress) -> Iterator[tuple[Cell, ...]]:
    """Give the rows of the file, telling how far it is after each lot read."""
    done = 0
    for page in reading.pages():
        for row in page:
            yield row.cells
        done += len(page)
        progress(min(1.0, done / max(1, head.rows)), f"{done} baris ditulis")
