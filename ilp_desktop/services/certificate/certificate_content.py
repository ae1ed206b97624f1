"""What a certificate says, taken down in words when it is issued, so that a reprint says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from db.models import Certificate, Person, Staff, Village
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import DAY_NAMES, indonesian_date
from ilp_desktop.domain.care.certificate import (
    BRIDAL,
    DEATH,
    HEALTHY,
    NOT_EXAMINED,
    RESUME,
    SICK,
    CertificateDraft,
    CertificateFacts,
    CertificateKind,
    CertificateRules,
    rest_days,
)
from ilp_desktop.domain.queue.spoken_call import number_pieces
from ilp_desktop.printing.contents import certificate as paper
from ilp_desktop.printing.wording import long_date
from ilp_desktop.services.certificate.certificate_reading import Deceased
from ilp_desktop.services.certificate.resume import Resumed, visits_of
from ilp_desktop.services.chart.copy_words import WITHOUT
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, nik_words, numbers_of

UNKNOWN = "tidak diketahui"
WHOLE = "lengkap"
RESUMED = "Resume ini dibuat menurut rekam medis Puskesmas, untuk keperluan yang disebut di atas."
Rows = list[list[str]]
Package = Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Told:
    """What is known for one certificate beside what was typed.

    Attributes:
        package: the parts of the patient's package; ``partner`` the other's name with theirs, None where not known.
        zone: the word after an hour.
        resumed: the visits a resume tells of.
    """

    facts: CertificateFacts
    day: date
    doctor: Staff
    package: Package | None = None
    partner: tuple[str, Package | None] | None = None
    death: Deceased | None = None
    cause: str = ""
    zone: str = ""
    resumed: Resumed | None = None


def taken_down(
    session: Session, person: Person, draft: CertificateDraft, rules: CertificateRules, told: Told
) -> dict[str, Any]:
    """Return everything the paper says, as plain values."""
    kind = rules.kinds[draft.kind]
    sections, statement, short = _OF_KIND[kind.code](draft, rules, told)
    if draft.note.strip():
        sections.append(["", [["Keterangan", draft.note.strip()]]])
    return {
        "title": kind.title,
        "opening": kind.opening,
        "subject": _subject(session, person, kind, told.death.died_on if told.death else told.day),
        "sections": sections,
        "statement": statement,
        "short": short,
        "doctor": [told.doctor.name, told.doctor.profession, told.doctor.sip],
        "remarks": _remarks(kind, told),
        **({"visits": told.resumed.visits, "covers": list(told.resumed.covers)} if told.resumed else {}),
    }


def valid_until(kind: CertificateKind, day: date) -> date | None:
    """Return the last day a certificate is valid, None where it does not expire."""
    return None if kind.validity_days is None else day + timedelta(days=kind.validity_days)


def paper_of(row: Certificate) -> paper.Certificate:
    """Return the paper to print: as issued, stamped as a copy once it was printed, as void once it was made so."""
    said: Mapping[str, Any] = row.content
    name, profession, sip = said["doctor"]
    void = row.voided_at is not None
    copy = f"SALINAN ke-{row.prints}" if row.prints else ""
    return paper.Certificate(
        title=said["title"],
        number=row.number,
        day=row.day,
        opening=said["opening"],
        subject=_pairs(said["subject"]),
        sections=tuple((heading, _pairs(rows)) for heading, rows in said["sections"]),
        statement=said["statement"],
        visits=visits_of(said.get("visits", ())),
        remarks=tuple(said["remarks"]),
        signer=name,
        signer_profession=profession,
        signer_sip=sip,
        mark="DIBATALKAN" if void else copy,
        across="BATAL" if void else "",
    )


def _subject(session: Session, person: Person, kind: CertificateKind, day: date) -> Rows:
    numbers = numbers_of(session, person.id)
    village = session.get(Village, person.village_id) if person.village_id else None
    block = f"RT {person.rt}/RW {person.rw}" if person.rt or person.rw else ""
    place = village.name if village else person.outside_village
    address = ", ".join(part for part in (person.address, block, place) if part)
    record = numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else ""
    rows = [
        ["Nama", person.name],
        ["Tanggal lahir", long_date(person.birth_date)],
        ["Umur", age_on(person.birth_date, day).text],
        ["Jenis kelamin", person.sex.word],
        ["Pekerjaan", person.occupation or "-"],
        ["Alamat", address or "-"],
        ["No. RM", record or "-"],
    ]
    return (
        [rows[0], ["NIK", nik_words(session, person, numbers) or "belum dicatat"], *rows[1:]]
        if kind.names_nik
        else rows
    )


def _healthy(draft: CertificateDraft, rules: CertificateRules, told: Told) -> tuple[list[Any], str, str]:
    kind = rules.kinds[draft.kind]
    measured: Rows = []
    for measure in (rules.measures[code] for code in kind.measured):
        seen = told.facts.measured.get(measure.code, "")
        if not seen and measure.choices:
            seen = dict(measure.choices).get(draft.colour, "")
        measured.append([measure.label, seen or NOT_EXAMINED])
    conclusion = dict(kind.conclusions)[draft.conclusion]
    sections: list[Any] = [["Hasil pemeriksaan", measured], ["", [["Keperluan", draft.purpose.strip()]]]]
    return sections, f"Yang bersangkutan dinyatakan: {conclusion.upper()}.", conclusion


def _sick(draft: CertificateDraft, _rules: CertificateRules, told: Told) -> tuple[list[Any], str, str]:
    assert draft.first_day is not None and draft.last_day is not None  # noqa: S101, PT018 - checked before
    days = rest_days(draft)
    first, last = long_date(draft.first_day), long_date(draft.last_day)
    span = f"pada tanggal {first}" if days == 1 else f"mulai tanggal {first} sampai dengan {last}"
    spelled = f"{days} ({' '.join(number_pieces(days))}) hari"
    title = dict(told.facts.diagnoses).get(draft.diagnosis, "")
    named: Rows = [["Diagnosis", f"{draft.diagnosis} {title} (ditulis dengan persetujuan pasien)"]]
    sections: list[Any] = [["", named]] if draft.diagnosis else []
    statement = f"Yang bersangkutan sakit dan perlu beristirahat selama {spelled}, {span}."
    return sections, statement, f"{days} hari sejak {indonesian_date(draft.first_day)}"


def _bridal(_draft: CertificateDraft, _rules: CertificateRules, told: Told) -> tuple[list[Any], str, str]:
    own = _package_rows(told.package)
    sections: list[Any] = [["Paket pelayanan calon pengantin", own]]
    lacking = [label for label, done in told.package or () if not done]
    if told.partner is not None:
        name, parts = told.partner
        rows = [
            ["Nama pasangan", name],
            *(_package_rows(parts) if parts is not None else [["Paket", "belum tercatat"]]),
        ]
        sections.append(["Pasangan", rows])
    short = f"belum lengkap: {len(lacking)} bagian" if lacking else WHOLE
    statement = (
        f"Paket pelayanan kesehatan calon pengantin BELUM LENGKAP. Yang belum: {', '.join(lacking).lower()}."
        if lacking
        else "Paket pelayanan kesehatan calon pengantin telah LENGKAP."
    )
    return sections, statement, short


def _package_rows(parts: Package | None) -> Rows:
    return [[label, "sudah" if done else "belum"] for label, done in parts or ()]


def _dead(_draft: CertificateDraft, _rules: CertificateRules, told: Told) -> tuple[list[Any], str, str]:
    assert told.death is not None  # noqa: S101 - checked before
    day = told.death.died_on
    hour = f"{told.death.hour} {told.zone}".strip() if told.death.hour else UNKNOWN
    rows: Rows = [
        ["Hari, tanggal meninggal", f"{DAY_NAMES[day.weekday()]}, {long_date(day)}"],
        ["Pukul", hour],
        ["Tempat", told.death.place or UNKNOWN],
    ]
    if told.cause:
        rows.append(["Penyebab", told.cause])
    statement = "Surat ini dibuat menurut catatan kematian, untuk dipergunakan mengurus akta kematian."
    return [["Keterangan kematian", rows]], statement, f"meninggal {indonesian_date(day)}"


def _resume(draft: CertificateDraft, _rules: CertificateRules, told: Told) -> tuple[list[Any], str, str]:
    assert told.resumed is not None  # noqa: S101 - checked before
    count, first, last = len(told.resumed.covers), told.resumed.first, told.resumed.last
    span = long_date(first) if first == last else f"{long_date(first)} sampai dengan {long_date(last)}"
    rows: Rows = [
        ["Kunjungan", f"{count} kunjungan, {span}"],
        ["Alergi", told.resumed.allergies],
        ["Keperluan", draft.purpose.strip()],
    ]
    days = indonesian_date(first) if first == last else f"{indonesian_date(first)} s.d. {indonesian_date(last)}"
    return [["", rows]], RESUMED, f"{count} kunjungan, {days}"


def _remarks(kind: CertificateKind, told: Told) -> list[str]:
    until = valid_until(kind, told.day)
    remarks = [f"Berlaku sampai {long_date(until)}."] if until else []
    if kind.sums_up:
        remarks.append(WITHOUT)
    elif told.facts.late and not kind.of_the_dead:
        today = long_date(told.facts.today)
        remarks.append(f"Kunjungan tanggal {long_date(told.day)} dicatat susulan; surat diterbitkan tanggal {today}.")
    return remarks


def _pairs(rows: Sequence[Sequence[str]]) -> paper.Rows:
    return tuple((label, value) for label, value in rows)


_OF_KIND = {HEALTHY: _healthy, SICK: _sick, BRIDAL: _bridal, DEATH: _dead, RESUME: _resume}
