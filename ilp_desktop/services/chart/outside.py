"""What a record says of a person outside of visits, for the copy that goes home."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from db.models import (
    AdverseEvent,
    Allergy,
    Consent,
    DoseGiven,
    Encounter,
    FormResponse,
    NoKnownAllergy,
    Pregnancy,
    Problem,
    Referral,
    ReferralAnswer,
    ServiceAnswer,
    WithdrawnAllergy,
    WithdrawnDose,
)
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.domain.immunisation.adverse_event import event_words
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.answers.stored_answers import is_latest
from ilp_desktop.services.chart.form_entries import COLUMNS, FormEntries
from ilp_desktop.services.chart.rows import RecordEntry, RecordKind
from ilp_desktop.services.chart.sources import answer_words
from ilp_desktop.services.chart.visit_reading import VisitReader
from ilp_desktop.services.immunisation.dose_names import dose_name
from ilp_desktop.services.order.order_reading import closed_visits

ALLERGIES, PROBLEMS, CONSENTS = "Alergi", "Daftar masalah", "Persetujuan umum"
TOLD_DOSE = "menurut keterangan atau kartu"


@dataclass(frozen=True)
class Outside:
    """One thing about a person that belongs to no visit.

    Attributes:
        heading: under which it stands.
        day: when it was; None for what holds at all times, as an allergy.
    """

    heading: str
    day: date | None
    entry: RecordEntry


def told_entry(
    reader: VisitReader, row: Any, kind: RecordKind, title: str, lines: Sequence[tuple[str, str]]
) -> RecordEntry:
    """Return a row as an entry with its author and time, without what is empty."""
    at = local_time(row.recorded_at, reader.user.time_zone)
    told = tuple(line for line in lines if line[1])
    return RecordEntry(row.id, kind, title, reader.staff_name(row.recorded_by), at, told)


def allergies(reader: VisitReader) -> Iterator[Outside]:
    """Give the allergies with reaction and time, those withdrawn, and when none was known."""
    session, person_id = reader.session, reader.person.id
    for row in _of(reader, Allergy):
        lines = [("Jenis", row.kind), ("Reaksi", row.reaction), ("Berat", row.severity), ("Sejak", row.since)]
        yield Outside(ALLERGIES, None, told_entry(reader, row, RecordKind.PERSON, row.substance, lines))
    for row in _of(reader, WithdrawnAllergy):
        title = f"{row.stood_there.get('substance', '')} (dibatalkan)"
        lines = [("Reaksi", str(row.stood_there.get("reaction", ""))), ("Alasan", row.reason)]
        yield Outside(ALLERGIES, None, told_entry(reader, row, RecordKind.PERSON, title, lines))
    asked = select(NoKnownAllergy).where(NoKnownAllergy.person_id == person_id).order_by(NoKnownAllergy.day)
    for row in session.scalars(asked):
        title = f"Ditanya {indonesian_date(row.day)}: tidak ada alergi yang diketahui"
        yield Outside(ALLERGIES, None, told_entry(reader, row, RecordKind.PERSON, title, ()))


def problems(reader: VisitReader) -> Iterator[Outside]:
    """Give the problem list; one in words written at a visit that is closed is as closed as that."""
    wanted = select(Problem, Encounter.klaster).outerjoin(Encounter, Encounter.id == Problem.encounter_id)
    rows = reader.session.execute(
        wanted.where(Problem.person_id == reader.person.id).order_by(Problem.began_on, Problem.id)
    ).all()
    in_words = {row.encounter_id for row, _ in rows if row.encounter_id is not None and not row.code}
    closed = closed_visits(reader.session, in_words, reader.person.birth_date)
    for row, klaster in rows:
        access = reader.seals.of_diagnosis(row.code, row.began_on, row.recorded_by, klaster)
        if row.encounter_id in closed and not row.code:
            access = reader.leave.of(row.recorded_by, klaster)
        if access is Access.OPEN:
            over = indonesian_date(row.resolved_on) if row.resolved_on else ""
            by = reader.staff_name(row.resolved_by) if row.resolved_by else ""
            lines = (
                ("Sejak", indonesian_date(row.began_on)),
                ("Selesai", " oleh ".join(part for part in (over, by) if part)),
                ("Catatan", row.resolved_note),
            )
            title = f"{row.code} {reader.codes.title(row.code)}" if row.code else row.words
            yield Outside(PROBLEMS, None, told_entry(reader, row, RecordKind.PERSON, title, lines))


def doses(reader: VisitReader) -> Iterator[Outside]:
    """Give the doses that belong to no visit, and those withdrawn."""
    apart = select(DoseGiven).where(DoseGiven.person_id == reader.person.id, DoseGiven.encounter_id.is_(None))
    for row in reader.session.scalars(apart.order_by(DoseGiven.given_on, DoseGiven.antigen)):
        lines = (
            ("Tanggal", indonesian_date(row.given_on)),
            ("Keterangan", TOLD_DOSE if row.told else ""),
            ("Batch", row.batch),
            ("Tempat", row.place),
            ("Oleh", reader.staff_name(row.given_by) if row.given_by else ""),
        )
        title = dose_name(row.antigen, row.dose, row.given_on)
        yield Outside("Imunisasi", row.given_on, told_entry(reader, row, RecordKind.DOSE, title, lines))
    for row in _of(reader, WithdrawnDose):
        title = f"{dose_name(row.antigen, row.dose, row.given_on)} (dibatalkan)"
        why = (("Tanggal", indonesian_date(row.given_on)), ("Alasan", row.reason))
        yield Outside("Imunisasi", row.given_on, told_entry(reader, row, RecordKind.DOSE, title, why))


def forms(reader: VisitReader) -> Iterator[Outside]:
    """Give the forms that belong to no visit, in the version that holds."""
    rows = reader.session.execute(
        select(*COLUMNS, is_latest().label("latest"))
        .where(FormResponse.person_id == reader.person.id, FormResponse.encounter_id.is_(None))
        .order_by(FormResponse.day, FormResponse.form_code)
    ).all()
    standing = [row for row in rows if row.latest and row.answers]
    staff = {row.recorded_by: reader.staff_name(row.recorded_by) for row in standing}
    entries = FormEntries(reader.screening, reader.seals, staff, reader.user.time_zone)
    for row in standing:
        found = entries.entry(row, None)
        if found.access is Access.OPEN:
            entry = found.entry
            dated = RecordEntry(
                *(entry.id, entry.kind, f"{entry.title} {indonesian_date(row.day)}"),
                *(entry.author, entry.at, entry.lines),
            )
            yield Outside("Formulir", row.day, dated)


def slips(reader: VisitReader) -> Iterator[Outside]:
    """Give the slips that were written in the field; those of a girl who was a mother may tell of it in words."""
    wanted = select(Referral).where(
        *(Referral.person_id == reader.person.id, Referral.encounter_id.is_(None)),
        Referral.state != ReferralState.VOID.value,
    )
    girl = _was_pregnant(reader)
    rows = reader.session.scalars(wanted.order_by(Referral.day, Referral.number)).all()
    answered = select(ReferralAnswer).where(ReferralAnswer.referral_id.in_([row.id for row in rows]))
    said = {one.referral_id: one for one in reader.session.scalars(answered.order_by(ReferralAnswer.version))}
    for row in rows:
        restricted = row.restricted or (girl and is_kept_private(reader.person.birth_date, row.day))
        if restricted and reader.leave.of(row.recorded_by, None) is not Access.OPEN:
            continue
        lines = (
            ("Tanggal", indonesian_date(row.day)),
            ("Dari", row.from_name),
            ("Tujuan", row.to_name),
            ("Masalah", ", ".join(row.content.get("problems", ()))),
            ("Alasan", row.reason_note),
            ("Temuan", row.findings),
            ("Sudah diberikan", row.content.get("given", "")),
            ("Diantar", row.content.get("brought_by", "")),
            ("Keadaan", row.state),
            ("Jawaban", answer_words(said[row.id]) if row.id in said else ""),
        )
        title = f"{referral_rules_on(row.day).kind(row.kind).label} {row.number}"
        yield Outside("Lembar dari lapangan", row.day, told_entry(reader, row, RecordKind.LETTER, title, lines))


def events(reader: VisitReader) -> Iterator[Outside]:
    """Give the reports of events after immunisation that belong to no visit."""
    wanted = select(AdverseEvent).where(AdverseEvent.person_id == reader.person.id, AdverseEvent.encounter_id.is_(None))
    for row in reader.session.scalars(wanted.order_by(AdverseEvent.onset_on)):
        words = event_words(row.day).reactions
        lines = (
            ("Mulai", indonesian_date(row.onset_on)),
            ("Gejala", ", ".join(words.get(code, code) for code in row.reactions)),
            ("Tindakan", row.treatment),
            ("Catatan", row.note),
        )
        yield Outside("KIPI", row.onset_on, told_entry(reader, row, RecordKind.EVENT, "Laporan KIPI", lines))


def answers(reader: VisitReader) -> Iterator[Outside]:
    """Give what was answered outside of a visit to services that were offered."""
    wanted = select(ServiceAnswer).where(
        ServiceAnswer.person_id == reader.person.id, ServiceAnswer.encounter_id.is_(None)
    )
    for row in reader.session.scalars(wanted.order_by(ServiceAnswer.day)):
        label, restricted = reader.labels(row.service, row.day)
        if restricted and reader.leave.of(row.recorded_by, None) is not Access.OPEN:
            continue
        until = f"{row.kind} sampai {indonesian_date(row.until)}" if row.until else row.kind
        lines = (("Tanggal", indonesian_date(row.day)), ("Jawaban", until), ("Alasan", row.reason))
        yield Outside("Jawaban layanan", row.day, told_entry(reader, row, RecordKind.ANSWER, label, lines))


def consents(reader: VisitReader) -> Iterator[Outside]:
    """Give the general consents."""
    for row in _of(reader, Consent):
        by = f"{row.given_by} ({row.guardian_relation})" if row.guardian_relation else row.given_by
        lines = (("Oleh", by), ("Naskah", row.text_version))
        yield Outside(CONSENTS, None, told_entry(reader, row, RecordKind.PERSON, CONSENTS, lines))


def _was_pregnant(reader: VisitReader) -> bool:
    return (
        reader.session.scalar(select(Pregnancy.id).where(Pregnancy.person_id == reader.person.id).limit(1)) is not None
    )


def _of(reader: VisitReader, model: Any) -> Sequence[Any]:
    """Return the rows of a person in a table, the oldest first."""
    wanted = select(model).where(model.person_id == reader.person.id).order_by(model.recorded_at, model.id)
    return reader.session.scalars(wanted).all()
