"""Where the entries of visits are read: a list of sources, each in one statement for any number of visits.

What is to stand in the record of a visit is added as one more source at the end of ``SOURCES``.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    AdverseEvent,
    Destination,
    Diagnosis,
    DoseGiven,
    InformedConsent,
    Note,
    RecordSignature,
    Referral,
    ServiceAnswer,
    Ticket,
    WithdrawnDiagnosis,
)
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.immunisation.adverse_event import event_words
from ilp_desktop.domain.queue.queue_order import ticket_text
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.chart.form_entries import FormEntries
from ilp_desktop.services.chart.leave import Seals
from ilp_desktop.services.chart.rows import RecordEntry, RecordKind
from ilp_desktop.services.immunisation.dose_names import dose_name

Lines = tuple[tuple[str, str], ...]
NOTE_PARTS = (
    ("subjective", "Subjektif"),
    ("objective", "Objektif"),
    ("assessment", "Asesmen"),
    ("plan", "Rencana"),
    ("therapy", "Terapi"),
    ("actions", "Tindakan"),
    ("present_illness", "Riwayat penyakit sekarang"),
    ("past_history", "Riwayat penyakit dahulu"),
    ("drug_history", "Riwayat obat"),
    ("family_history", "Riwayat keluarga"),
    ("social_history", "Riwayat sosial dan pekerjaan"),
    ("education", "Edukasi yang diberikan"),
    ("reason", "Alasan koreksi"),
)
CERTAINTIES = {"kerja": "diagnosis kerja", "pasti": "diagnosis pasti"}


@dataclass(frozen=True)
class Reading:
    """What sources are handed.

    Attributes:
        visits: day and klaster of each visit.
        closed: visits with a restricted diagnosis the reader may not read: their texts tell of it.
        staff: names by identifier.
        labels: what a service is called, and whether it is restricted; by code.
        versions: whether what was replaced is wanted too.
    """

    session: Session
    visits: Mapping[UUID, tuple[date, int]]
    seals: Seals
    closed: Collection[UUID]
    codes: DiagnosisCodes
    forms: FormEntries
    staff: Mapping[UUID, str]
    labels: Callable[[str], tuple[str, bool]]
    time_zone: str
    versions: bool = True

    def name(self, staff_id: UUID | None) -> str:
        """Return the name of a member of staff."""
        return self.staff.get(staff_id, "") if staff_id is not None else ""

    def klaster(self, visit_id: UUID) -> int:
        """Return the klaster of a visit."""
        return self.visits[visit_id][1]


@dataclass(frozen=True)
class Found:
    """An entry of a visit and what the reader sees of it, and of what was left out of it."""

    visit_id: UUID
    entry: RecordEntry
    access: Access = Access.OPEN
    rest: Access = Access.OPEN


Source = Callable[[Reading], Iterator[Found]]


def notes(reading: Reading) -> Iterator[Found]:
    """Give the notes, the last version of each first and what it replaced behind it."""
    rows = reading.session.scalars(
        select(Note).where(Note.encounter_id.in_(reading.visits)).order_by(Note.encounter_id, Note.version.desc())
    )
    seen = set[UUID]()
    for row in rows:
        replaced = row.encounter_id in seen
        seen.add(row.encounter_id)
        if replaced and not reading.versions:
            continue
        lines = tuple((label, getattr(row, part)) for part, label in NOTE_PARTS if getattr(row, part))
        title = f"Catatan versi {row.version}" if replaced or row.version > 1 else "Catatan"
        yield _found(reading, row, _entry(reading, row, RecordKind.NOTE, title, lines, superseded=replaced))


def diagnoses(reading: Reading) -> Iterator[Found]:
    """Give the diagnoses by rank."""
    rows = reading.session.scalars(
        select(Diagnosis).where(Diagnosis.encounter_id.in_(reading.visits)).order_by(Diagnosis.rank)
    )
    for row in rows:
        access = reading.seals.of_diagnosis(row.code, row.day, row.recorded_by, reading.klaster(row.encounter_id))
        kind = ["kasus baru" if row.new_case else "kasus lama"]
        if row.encounter_id not in reading.closed:  # where one is hidden, the rank of the others would tell of it
            kind.insert(0, "utama" if row.rank == 1 else "sekunder")
        if row.certainty:
            kind.append(CERTAINTIES.get(row.certainty, row.certainty))
        lines = [(", ".join(kind), "")]
        if row.doubt and reading.versions:
            lines.append(("Dipastikan", row.doubt))
        title = f"{row.code} {reading.codes.title(row.code)}"
        yield Found(row.encounter_id, _entry(reading, row, RecordKind.DIAGNOSIS, title, tuple(lines)), access)


def withdrawn_diagnoses(reading: Reading) -> Iterator[Found]:
    """Give the diagnoses that no longer stand as they were."""
    rows = reading.session.scalars(
        select(WithdrawnDiagnosis).where(WithdrawnDiagnosis.encounter_id.in_(reading.visits))
    )
    for row in rows if reading.versions else ():
        access = reading.seals.of_diagnosis(row.code, row.day, row.given_by, reading.klaster(row.encounter_id))
        told = ((f"{row.became} oleh {reading.name(row.recorded_by)}", row.reason),)
        title = f"{row.code} {reading.codes.title(row.code)}"
        at = local_time(row.given_at, reading.time_zone)
        author = reading.name(row.given_by)
        entry = RecordEntry(row.id, RecordKind.DIAGNOSIS, title, author, at, told, superseded=True)
        yield Found(row.encounter_id, entry, access)


def forms(reading: Reading) -> Iterator[Found]:
    """Give the forms with their answers and what they came to."""
    for visit_id, form in reading.forms.of_visits(reading.session, reading.visits, versions=reading.versions):
        yield Found(visit_id, form.entry, form.access, form.rest)


def doses(reading: Reading) -> Iterator[Found]:
    """Give the doses given."""
    rows = reading.session.scalars(
        select(DoseGiven).where(DoseGiven.encounter_id.in_(reading.visits)).order_by(DoseGiven.antigen)
    )
    for row in rows:
        told = (
            ("Batch", row.batch),
            ("Tempat suntik", " ".join(part for part in (row.site, row.route) if part)),
            ("Oleh", reading.name(row.given_by)),
        )
        lines = tuple(line for line in told if line[1])
        title = dose_name(row.antigen, row.dose, row.given_on)
        assert row.encounter_id is not None  # noqa: S101 - chosen by it
        yield Found(row.encounter_id, _entry(reading, row, RecordKind.DOSE, title, lines))


def letters(reading: Reading) -> Iterator[Found]:
    """Give the referral letters."""
    rows = reading.session.execute(
        select(Referral, Destination.name)
        .join(Destination, Destination.id == Referral.destination_id)
        .where(Referral.encounter_id.in_(reading.visits))
        .order_by(Referral.number)
    )
    for row, destination in rows:
        told = (("Tujuan", f"{destination}, {row.clinic}"), ("Alasan", row.reason_note), ("Temuan", row.findings))
        lines = tuple(line for line in told if line[1])
        yield _found(reading, row, _entry(reading, row, RecordKind.LETTER, f"Surat rujukan {row.number}", lines))


def events(reading: Reading) -> Iterator[Found]:
    """Give the reports of events after immunisation."""
    rows = reading.session.scalars(select(AdverseEvent).where(AdverseEvent.encounter_id.in_(reading.visits)))
    for row in rows:
        words = event_words(row.day).reactions
        told = (
            ("Mulai", indonesian_date(row.onset_on)),
            ("Gejala", ", ".join(words.get(code, code) for code in row.reactions)),
            ("Tindakan", row.treatment),
            ("Catatan", row.note),
        )
        lines = tuple(line for line in told if line[1])
        yield _found(reading, row, _entry(reading, row, RecordKind.EVENT, "Laporan KIPI", lines))


def answers(reading: Reading) -> Iterator[Found]:
    """Give what was answered to services that were offered."""
    for row in reading.session.scalars(select(ServiceAnswer).where(ServiceAnswer.encounter_id.in_(reading.visits))):
        label, restricted = reading.labels(row.service)
        access = Access.OPEN
        if restricted and row.encounter_id is not None:
            access = reading.seals.leave.of(row.recorded_by, reading.klaster(row.encounter_id))
        until = f"{row.kind} sampai {indonesian_date(row.until)}" if row.until else row.kind
        lines = ((until, row.reason),)
        assert row.encounter_id is not None  # noqa: S101 - chosen by it
        yield Found(row.encounter_id, _entry(reading, row, RecordKind.ANSWER, label, lines), access)


def queue(reading: Reading) -> Iterator[Found]:
    """Give the numbers in the queue with their times."""
    rows = reading.session.scalars(
        select(Ticket).where(Ticket.encounter_id.in_(reading.visits)).order_by(Ticket.issued_at)
    )
    for row in rows:
        times = (("dipanggil", row.called_at), ("dilayani", row.served_at), ("selesai", row.ended_at))
        told = ", ".join(f"{word} {local_time(at, reading.time_zone):%H.%M}" for word, at in times if at is not None)
        entry = RecordEntry(
            row.id,
            RecordKind.QUEUE,
            f"Nomor {ticket_text(row.letter, row.number)}, {row.status}",
            "",
            local_time(row.issued_at, reading.time_zone),
            ((told, ""),) if told else (),
        )
        assert row.encounter_id is not None  # noqa: S101 - chosen by it
        yield Found(row.encounter_id, entry)


def consents(reading: Reading) -> Iterator[Found]:
    """Give what was explained before an act, and whether it was agreed to."""
    rows = reading.session.scalars(select(InformedConsent).where(InformedConsent.encounter_id.in_(reading.visits)))
    for row in rows:
        withdrawn = row.withdrawn_at is not None
        if withdrawn and not reading.versions:
            continue
        told = (
            ("setuju" if row.given else "menolak", ""),
            ("Oleh", f"{row.signer} ({row.signer_relation})"),
            ("Dijelaskan", reading.name(row.explained_by)),
            ("Saksi", row.witness),
            ("Catatan", row.note),
            ("Dibatalkan", row.withdrawn_reason),
        )
        lines = tuple(line for line in told if line[1] or line[0] in ("setuju", "menolak"))
        entry = _entry(reading, row, RecordKind.CONSENT, row.action, lines, superseded=withdrawn)
        yield _found(reading, row, entry)


def signatures(reading: Reading) -> Iterator[Found]:
    """Give who signed what they wrote."""
    rows = reading.session.scalars(select(RecordSignature).where(RecordSignature.encounter_id.in_(reading.visits)))
    for row in rows:
        yield Found(row.encounter_id, _entry(reading, row, RecordKind.SIGNATURE, "Ditandatangani", ()))


SOURCES: tuple[Source, ...] = (
    *(notes, diagnoses, withdrawn_diagnoses, forms, doses, letters, events, consents, answers, signatures, queue),
)


def _found(reading: Reading, row: Any, entry: RecordEntry) -> Found:
    """Return an entry that is a text: at a visit that is closed it is as restricted as the diagnosis it tells of."""
    access = Access.OPEN
    if row.encounter_id in reading.closed:
        access = reading.seals.leave.of(row.recorded_by, reading.klaster(row.encounter_id))
    return Found(row.encounter_id, entry, access)


def _entry(
    reading: Reading, row: Any, kind: RecordKind, title: str, lines: Lines, *, superseded: bool = False
) -> RecordEntry:
    at = local_time(row.recorded_at, reading.time_zone)
    return RecordEntry(row.id, kind, title, reading.name(row.recorded_by), at, lines, superseded)
