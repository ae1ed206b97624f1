"""What a copy of a record says: about the person, about itself, and of each visit."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from db.models import Person
from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.printing.contents.record import RecordLine, RecordPart, RecordVisit
from ilp_desktop.services.chart.form_entries import CONCLUSION
from ilp_desktop.services.chart.outside import Outside
from ilp_desktop.services.chart.rows import PLACES, RecordEntry, RecordKind, WholeVisit
from ilp_desktop.services.kia_sheet import address_of
from ilp_desktop.services.person.patient_header import PatientHeader

COPIED = "record_copy"
WITHOUT = "Isian terbatas tidak disertakan; pasien dapat memintanya kepada petugas yang berwenang."
WITH = "Termasuk isian terbatas, atas permintaan dengan alasan yang dicatat."
NO_ALLERGY = "tidak ada yang tercatat"
RESUMED_FORM_LINES = 12
OUTSIDE = "Di luar kunjungan"

Has = Callable[[RecordKind], bool]


class Scope(Protocol):
    """What a copy was asked for."""

    @property
    def since(self) -> date | None:
        """Return the first day wanted."""

    @property
    def until(self) -> date | None:
        """Return the last day wanted."""

    @property
    def visit_id(self) -> object:
        """Return the one visit wanted, or None."""

    @property
    def restricted(self) -> bool:
        """Return whether restricted entries are wanted."""


def about_person(session: Session, person: Person, header: PatientHeader) -> tuple[tuple[str, str], ...]:
    """Return who the record is about; the NIK stays out, since a copy does not need it."""
    return (
        ("Nama", header.name),
        ("No. RM", header.record_number),
        ("Tanggal lahir", f"{indonesian_date(header.birth_date)} ({header.age.text})"),
        ("Jenis kelamin", header.sex.word),
        ("Penjamin", header.payer),
        ("Alergi", ", ".join(header.allergies) or NO_ALLERGY),
        ("Alamat", address_of(session, person)),
    )


def scope_lines(wanted: Scope, today: date, made_by: str) -> tuple[str, ...]:
    """Return what a copy holds and what it leaves out."""
    if wanted.visit_id is not None:
        period = "Satu kunjungan."
    elif wanted.since is None and wanted.until is None:
        period = "Semua kunjungan, yang tertua lebih dahulu."
    else:
        begin = indonesian_date(wanted.since) if wanted.since else "awal"
        end = indonesian_date(wanted.until) if wanted.until else indonesian_date(today)
        period = f"Kunjungan {begin} sampai {end}, yang tertua lebih dahulu."
    made = f"Disalin {indonesian_date(today)} oleh {made_by}."
    return period, WITH if wanted.restricted else WITHOUT, made


def sheet_visit(visit: WholeVisit, has: Has, *, resume: bool) -> RecordVisit:
    """Return a visit as it stands on paper."""
    place = f" · {PLACES.get(visit.place, visit.place)}" if visit.place else ""
    heading = f"{indonesian_date(visit.day)} pukul {visit.at:%H.%M} · {visit.klaster.label}{place}"
    parts = []
    for kind in RecordKind:
        entries = visit.of(kind) if has(kind) else ()
        if entries:
            lines = tuple(_resumed(entry) if resume else _line(entry) for entry in entries)
            parts.append(RecordPart(kind.value, lines))
    return RecordVisit(heading, tuple(_about(visit)), tuple(parts))


def sheet_outside(found: Sequence[Outside]) -> RecordVisit:
    """Return what is on record outside of visits as it stands on paper, a part a heading."""
    parts: dict[str, list[RecordLine]] = {}
    for one in found:
        parts.setdefault(one.heading, []).append(_line(one.entry))
    told = tuple(RecordPart(heading, tuple(lines)) for heading, lines in parts.items())
    return RecordVisit(OUTSIDE, (), told)


def _about(visit: WholeVisit) -> Iterator[str]:
    said = [
        f"Keluhan: {visit.complaint}" if visit.complaint else "",
        f"kunjungan {visit.visit_kind}",
        f"diperiksa oleh {visit.examined_by}" if visit.examined_by else "",
        visit.destination,
    ]
    yield " · ".join(part for part in said if part)
    if visit.written_later:
        yield f"{visit.written_later[0].upper()}{visit.written_later[1:]}."
    yield from (f"{move}." for move in visit.moves)


def _line(entry: RecordEntry) -> RecordLine:
    signed = ", ".join(part for part in (entry.author, indonesian_moment(entry.at)) if part)
    if entry.kind is RecordKind.NOTE:
        return RecordLine("", _joined(entry), signed)
    return RecordLine(f"{_in_short(entry)} [{signed}]")


def _resumed(entry: RecordEntry) -> RecordLine:
    """Return an entry without who wrote it; a long form by its conclusion, where it has one."""
    if entry.kind is RecordKind.NOTE:
        return RecordLine("", _joined(entry))
    if entry.kind is RecordKind.FORM and len(entry.lines) > RESUMED_FORM_LINES:
        concluded = [text for label, text in entry.lines if label == CONCLUSION]
        if concluded:
            return RecordLine(f"{entry.title}: {concluded[0]}")
    return RecordLine(_in_short(entry))


def _in_short(entry: RecordEntry) -> str:
    """Return an entry in one paragraph."""
    said = _joined(entry)
    if not said:
        return entry.title
    return f"{entry.title} ({said})" if entry.kind is RecordKind.DIAGNOSIS else f"{entry.title}: {said}"


def _joined(entry: RecordEntry) -> str:
    said = [f"{label}: {text}" if text else label for label, text in entry.lines]
    return "\n".join(said) if entry.kind is RecordKind.NOTE else "; ".join(said)


def table_rows(visit: WholeVisit, has: Has) -> Iterator[tuple[Cell, ...]]:
    """Give the rows of a visit in a spreadsheet: the visit itself, then a row an entry."""
    said = "; ".join(_about(visit))
    yield visit.day, visit.klaster.label, RecordKind.VISIT.value, "", said, visit.examined_by, f"{visit.at:%H.%M}"
    for entry in visit.entries:
        if has(entry.kind):
            at = indonesian_moment(entry.at)
            yield visit.day, visit.klaster.label, entry.kind.value, entry.title, _joined(entry), entry.author, at


def outside_rows(found: Sequence[Outside]) -> Iterator[tuple[Cell, ...]]:
    """Give what is on record outside of visits in a spreadsheet, a row an entry."""
    for one in found:
        entry, at = one.entry, indonesian_moment(one.entry.at)
        yield one.day, OUTSIDE, one.heading, entry.title, _joined(entry), entry.author, at
