"""Copies of a record for the patient: a resume or everything, of one visit or of a period, on paper or in a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models import Encounter, SealBroken
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED
from ilp_desktop.exchange.spreadsheets import Cell, write_table
from ilp_desktop.printing.contents.record import RecordSheet, RecordVisit
from ilp_desktop.printing.paper import Letterhead
from ilp_desktop.services.chart.copy_words import (
    COPIED,
    about_person,
    outside_rows,
    scope_lines,
    sheet_outside,
    sheet_visit,
    table_rows,
)
from ilp_desktop.services.chart.outside import Outside
from ilp_desktop.services.chart.outside_parts import outside_of_visits
from ilp_desktop.services.chart.readers import RecordReaders
from ilp_desktop.services.chart.rows import Beside, RecordKind, WholeVisit
from ilp_desktop.services.chart.seals_broken import COPY
from ilp_desktop.services.chart.visit_reading import VisitReader
from ilp_desktop.services.core.leaves import leave_of_copy
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import FacilityProfile, profile_of
from ilp_desktop.services.paperwork import letterhead_of, record_pdf
from ilp_desktop.services.person.patient_header import PatientHeader, header_of

AT_ONCE = 100
READING_SHARE = 0.6
"""How much of the work reading is, beside laying out."""
PAGES_GUESSED = 60
UNWRITABLE = "Tutup berkas itu di program lain, atau pilih tempat lain."
NOTHING_THERE = UserError("Tidak ada kunjungan pada periode ini.", "Pilih periode lain.")
ONLY_AT_VISIT = UserError(
    "Isian terbatas hanya disalin saat pasien dilayani.", "Daftarkan kunjungannya, lalu salin dari tab Ringkasan."
)
HEADINGS = (
    *(("Tanggal", 12.0), ("Klaster", 20.0), ("Jenis", 16.0), ("Judul", 40.0)),
    *(("Isi", 80.0), ("Oleh", 26.0), ("Dicatat", 18.0)),
)

Progress = Callable[[float, str], object]
"""Told how much is done, 0 to 1, and with what one is busy; may raise to stop the work."""
QUIETLY: Progress = lambda _share, _word: None  # noqa: E731 - typed, for those who tell nobody


class CopyKind(Enum):
    """How much of each visit a copy tells; the value is its title."""

    RESUME = "Ringkasan rekam medis"
    WHOLE = "Salinan rekam medis"


RESUME_PARTS = frozenset(
    {
        *(RecordKind.NOTE, RecordKind.DIAGNOSIS, RecordKind.ACTION, RecordKind.MEDICINE, RecordKind.TEST),
        *(RecordKind.FORM, RecordKind.DOSE, RecordKind.LETTER),
        *(RecordKind.CONSENT, RecordKind.SIGNATURE, RecordKind.MOVE),
    }
)


@dataclass(frozen=True)
class CopyWanted:
    """Which copy of a record.

    Attributes:
        beside: the visit during which it is wanted, or whose record where nobody is being seen; restricted entries
            go home only from a visit.
        visit_id: one visit alone; else those from ``since`` until ``until``, all where neither is given.
        parts: kinds of entries that are wanted; None takes what the kind of copy has.
        restricted: whether restricted entries are wanted too, which asks a reason.
    """

    beside: Beside
    kind: CopyKind = CopyKind.RESUME
    visit_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    parts: frozenset[RecordKind] | None = None
    restricted: bool = False
    reason: str = ""

    def has(self, kind: RecordKind) -> bool:
        """Say whether entries of a kind are wanted."""
        wanted = self.parts if self.parts is not None else frozenset(RecordKind)
        return kind in wanted and (self.kind is CopyKind.WHOLE or kind in RESUME_PARTS)


class RecordPapers:
    """Makes copies of records; every copy stands in the audit trail, one with restricted entries with its reason."""

    def __init__(self, uow: UnitOfWork, readers: RecordReaders) -> None:
        self._uow = uow
        self._readers = readers

    def pdf(self, user: SignedIn, wanted: CopyWanted, progress: Progress = QUIETLY) -> bytes:
        """Return a copy as PDF."""
        reason = _checked(wanted)
        with self._uow.reading(user, Act.COPY_RECORD) as session:
            reader = self._reader(session, user, wanted)
            profile, header = self._about(session, user, reader)
            apart = _apart(reader, wanted)
            visits = list(self._visits(session, reader, wanted, progress, empty=_is_enough(apart, wanted)))
            person = about_person(session, reader.person, header)
            told = [sheet_outside(apart)] if apart else []
            told += (sheet_visit(visit, wanted.has, resume=wanted.kind is CopyKind.RESUME) for visit in visits)
            sheet = self._sheet(user, wanted, (header, person), told)
        self._note(user, wanted, header.person_id, (len(visits), "pdf", reason))
        return _laid_out(sheet, letterhead_of(profile), progress)

    def save_pdf(self, user: SignedIn, wanted: CopyWanted, file: Path, progress: Progress) -> int:
        """Write a copy into a PDF file; returns how many bytes it has."""
        pdf = self.pdf(user, wanted, progress)
        part = file.with_name(file.name + ".bagian")
        try:
            part.write_bytes(pdf)
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise UserError(f"{file.name} tidak dapat ditulis.", UNWRITABLE) from error
        return len(pdf)

    def save_table(self, user: SignedIn, wanted: CopyWanted, file: Path, progress: Progress) -> int:
        """Write a copy into an XLSX file, a row an entry; returns how many rows it has."""
        reason = _checked(wanted)
        with self._uow.reading(user, Act.COPY_RECORD) as session:
            reader = self._reader(session, user, wanted)
            profile, header = self._about(session, user, reader)
            told, apart = 0, _apart(reader, wanted)

            def rows() -> Iterator[tuple[Cell, ...]]:
                nonlocal told
                yield from outside_rows(apart)
                for visit in self._visits(session, reader, wanted, progress, empty=_is_enough(apart, wanted)):
                    told += 1
                    yield from table_rows(visit, wanted.has)

            lines = [f"{label}: {value}" for label, value in about_person(session, reader.person, header)]
            lines += [profile.name, *scope_lines(wanted, self._uow.today(user), user.name)]
            try:
                count = write_table(file, wanted.kind.value, HEADINGS, rows(), lines)
            except OSError as error:
                raise UserError(f"{file.name} tidak dapat ditulis.", UNWRITABLE) from error
        self._note(user, wanted, header.person_id, (told, "xlsx", reason))
        return count

    def _reader(self, session: Session, user: SignedIn, wanted: CopyWanted) -> VisitReader:
        return self._readers.at(session, user, wanted.beside, copy=leave_of_copy(user, restricted=wanted.restricted))

    def _about(self, session: Session, user: SignedIn, reader: VisitReader) -> tuple[FacilityProfile, PatientHeader]:
        header = header_of(session, reader.person, self._uow.today(user), may_know=False)
        return profile_of(session, user.facility_id), header

    def _visits(
        self, session: Session, reader: VisitReader, wanted: CopyWanted, progress: Progress, *, empty: bool
    ) -> Iterator[WholeVisit]:
        """Give the visits wanted, the oldest first, some at a time; none only where that may be ``empty``."""
        chosen = _chosen(reader, wanted)
        count = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
        if not count and not empty:
            raise NOTHING_THERE
        at = func.coalesce(Encounter.happened_at, Encounter.recorded_at)
        rows = session.scalars(chosen.order_by(Encounter.day, at, Encounter.id)).all()
        for begin in range(0, count, AT_ONCE):
            progress(READING_SHARE * begin / count, f"Membaca {begin} dari {count} kunjungan")
            yield from reader.whole(rows[begin : begin + AT_ONCE])

    def _sheet(
        self,
        user: SignedIn,
        wanted: CopyWanted,
        about: tuple[PatientHeader, tuple[tuple[str, str], ...]],
        told: list[RecordVisit],
    ) -> RecordSheet:
        today, (header, person) = self._uow.today(user), about
        return RecordSheet(
            title=wanted.kind.value,
            person=person,
            running=f"{header.name} · No. RM {header.record_number}",
            scope=scope_lines(wanted, today, user.name),
            visits=told,
            day=today,
            signed_by=(user.name, f"SIP {user.sip}" if user.sip else user.profession),
        )

    def _note(self, user: SignedIn, wanted: CopyWanted, person_id: UUID, made: tuple[int, str, str]) -> None:
        """Put a copy into the audit trail, and among the seals broken where restricted entries stand in it."""
        visits, form, reason = made
        with self._uow.writing(user, Act.COPY_RECORD) as work:
            work.touch(COPIED, person_id, kind=wanted.kind.name, visits=visits, form=form, restricted=bool(reason))
            if reason and isinstance(wanted.beside, UUID):
                work.session.add(
                    SealBroken(
                        **work.stamp(),
                        person_id=person_id,
                        visit_id=wanted.visit_id,
                        beside_id=wanted.beside,
                        purpose=COPY,
                        reason=reason,
                    )
                )
                work.touch("seal", person_id, purpose=COPY)


def _checked(wanted: CopyWanted) -> str:
    """Return the reason why restricted entries are wanted, empty where they are not; raises ``WrongAnswers``."""
    if wanted.since is not None and wanted.until is not None and wanted.until < wanted.since:
        raise WrongAnswers({"until": "Akhir periode sebelum awalnya."})
    if not wanted.restricted:
        return ""
    if not isinstance(wanted.beside, UUID):
        raise ONLY_AT_VISIT
    return told_reason(wanted.reason, "Tulis alasan menyertakan isian terbatas.")


def _chosen(reader: VisitReader, wanted: CopyWanted) -> Select[tuple[Encounter]]:
    found = select(Encounter).where(Encounter.person_id == reader.person.id, Encounter.destination != VISIT_CANCELLED)
    if wanted.visit_id is not None:
        return found.where(Encounter.id == wanted.visit_id)
    if wanted.since is not None:
        found = found.where(Encounter.day >= wanted.since)
    if wanted.until is not None:
        found = found.where(Encounter.day <= wanted.until)
    return found


def _apart(reader: VisitReader, wanted: CopyWanted) -> tuple[Outside, ...]:
    """Return what is wanted of what lies outside of visits: nothing of it in a resume, nor beside one visit."""
    if wanted.kind is not CopyKind.WHOLE or wanted.visit_id is not None or not wanted.has(RecordKind.PERSON):
        return ()
    found = outside_of_visits(reader, wanted.since, wanted.until)
    return tuple(one for one in found if wanted.has(one.entry.kind))


def _is_enough(apart: Sequence[Outside], wanted: CopyWanted) -> bool:
    """Say whether a copy without a visit says something: of a period only what happened in it."""
    return any(one.day is not None or (wanted.since is None and wanted.until is None) for one in apart)


def _laid_out(sheet: RecordSheet, letterhead: Letterhead, progress: Progress) -> bytes:
    def begun(page: int) -> None:
        share = READING_SHARE + (1 - READING_SHARE) * min(page / PAGES_GUESSED, 1.0)
        progress(share, f"Menyusun halaman {page}")

    return record_pdf(sheet, letterhead, begun)
