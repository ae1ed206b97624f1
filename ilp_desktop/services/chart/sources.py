"""Where the entries of visits are read: a list of sources, each in one statement for any number of visits.

What is to stand in the record of a visit is added as one more source at the end of ``SOURCES``.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from db.models import (
    AdverseEvent,
    Certificate,
    Destination,
    Diagnosis,
    DoseGiven,
    InformedConsent,
    Note,
    RecordSignature,
    Referral,
    ReferralAnswer,
    ServiceAnswer,
    Ticket,
    WithdrawnDiagnosis,
)
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.referral_kind import RETURNED, referral_rules_on
from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.domain.immunisation.adverse_event import event_words
from ilp_desktop.domain.queue.queue_order import ticket_text
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.chart.ordered import actions, medicines, tests, withdrawn_actions
from ilp_desktop.services.chart.rows import RecordEntry, RecordKind
from ilp_desktop.services.chart.source import Found, Reading, Source, entry_of, found
from ilp_desktop.services.immunisation.dose_names import dose_name

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
    ("prognosis_vitam", "Prognosis ad vitam"),
    ("prognosis_functionam", "Prognosis ad functionam"),
    ("prognosis_sanationam", "Prognosis ad sanationam"),
    ("reason", "Alasan koreksi"),
)
CERTAINTIES = {"kerja": "diagnosis kerja", "pasti": "diagnosis pasti"}


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
        yield found(reading, row, entry_of(reading, row, RecordKind.NOTE, title, lines, superseded=replaced))


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
        yield Found(row.encounter_id, entry_of(reading, row, RecordKind.DIAGNOSIS, title, tuple(lines)), access)


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
        yield Found(row.encounter_id, entry_of(reading, row, RecordKind.DOSE, title, lines))


def letters(reading: Reading) -> Iterator[Found]:
    """Give the referrals."""
    rows = reading.session.execute(
        select(Referral, Destination.name)
        .outerjoin(Destination, Destination.id == Referral.destination_id)
        .where(Referral.encounter_id.in_(reading.visits))
        .order_by(Referral.number)
    )
    answers = _answers(reading)
    for row, destination in rows:
        void = row.state == ReferralState.VOID.value
        if void and not reading.versions:
            continue
        kind = referral_rules_on(row.day).kind(row.kind)
        to = ", ".join(part for part in (destination or row.to_name, row.clinic) if part)
        told = (
            ("Dari" if kind.code == RETURNED else "Tujuan", to),
            ("Alasan", row.reason_note),
            ("Temuan", row.findings),
            ("Keadaan", row.state),
            ("Jawaban", answer_words(answers[row.id]) if row.id in answers else ""),
        )
        lines = tuple(line for line in told if line[1])
        entry = entry_of(reading, row, RecordKind.LETTER, f"{kind.label} {row.number}", lines, superseded=void)
        if row.restricted:
            access = reading.seals.leave.of(row.recorded_by, reading.klaster(row.encounter_id))
            yield Found(row.encounter_id, entry, access)
        else:
            yield found(reading, row, entry)


def _answers(reading: Reading) -> dict[UUID, ReferralAnswer]:
    """Return the answer that holds to each referral of the visits."""
    rows = reading.session.scalars(
        select(ReferralAnswer)
        .join(Referral, Referral.id == ReferralAnswer.referral_id)
        .where(Referral.encounter_id.in_(reading.visits))
        .order_by(ReferralAnswer.version)
    )
    return {row.referral_id: row for row in rows}


def answer_words(answer: ReferralAnswer) -> str:
    """Return an answer in one line."""
    told = (
        f"{indonesian_date(answer.answered_on)}, {answer.answered_by}",
        ", ".join(answer.diagnoses),
        f"terapi {answer.therapy}" if answer.therapy else "",
        f"anjuran {answer.advice}" if answer.advice else "",
        f"kontrol {indonesian_date(answer.control_on)}" if answer.control_on else "",
        "PRB" if answer.prb else "",
    )
    return "; ".join(part for part in told if part)


def certificates(reading: Reading) -> Iterator[Found]:
    """Give the certificates."""
    rows = reading.session.scalars(
        select(Certificate).where(Certificate.encounter_id.in_(reading.visits)).order_by(Certificate.number)
    )
    for row in rows:
        void = row.voided_at is not None
        if void and not reading.versions:
            continue
        told = (("Isi", row.content["short"]), ("Dibatalkan", row.void_reason))
        lines = tuple(line for line in told if line[1])
        title = f"{row.content['title']} {row.number}"
        yield found(reading, row, entry_of(reading, row, RecordKind.LETTER, title, lines, superseded=void))


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
        yield found(reading, row, entry_of(reading, row, RecordKind.EVENT, "Laporan KIPI", lines))


def answers(reading: Reading) -> Iterator[Found]:
    """Give what was answered to services that were offered."""
    for row in reading.session.scalars(select(ServiceAnswer).where(ServiceAnswer.encounter_id.in_(reading.visits))):
        label, restricted = reading.labels(row.service, row.day)
        access = Access.OPEN
        if restricted and row.encounter_id is not None:
            access = reading.seals.leave.of(row.recorded_by, reading.klaster(row.encounter_id))
        until = f"{row.kind} sampai {indonesian_date(row.until)}" if row.until else row.kind
        lines = ((until, row.reason),)
        assert row.encounter_id is not None  # noqa: S101 - chosen by it
        yield Found(row.encounter_id, entry_of(reading, row, RecordKind.ANSWER, label, lines), access)


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
        entry = entry_of(reading, row, RecordKind.CONSENT, row.action, lines, superseded=withdrawn)
        klaster = reading.klaster(row.encounter_id)
        access = reading.seals.of_act(f"{row.action} {row.note}", row.day, row.recorded_by, klaster)
        yield found(reading, row, entry, access=access)


def signatures(reading: Reading) -> Iterator[Found]:
    """Give who signed what they wrote."""
    rows = reading.session.scalars(select(RecordSignature).where(RecordSignature.encounter_id.in_(reading.visits)))
    for row in rows:
        yield Found(row.encounter_id, entry_of(reading, row, RecordKind.SIGNATURE, "Ditandatangani", ()))


SOURCES: tuple[Source, ...] = (
    *(notes, diagnoses, withdrawn_diagnoses, forms, actions, withdrawn_actions, medicines, tests, doses, letters),
    *(certificates, events, consents, answers, signatures, queue),
)
