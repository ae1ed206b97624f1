"""What is written of a visit: its clinical note in versions, and its diagnoses."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import Diagnosis, Encounter, Note
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.services.work.lengths import too_long
from ilp_desktop.services.work.unit_of_work import Work

LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class SoapNote:
    """The clinical note: what was told, found, concluded, planned, given and done."""

    subjective: str = ""
    objective: str = ""
    assessment: str = ""
    plan: str = ""
    therapy: str = ""
    actions: str = ""


NOTE_LABELS = {
    "subjective": "Subjektif",
    "objective": "Objektif",
    "assessment": "Asesmen",
    "plan": "Rencana",
    "therapy": "Terapi",
    "actions": "Tindakan",
}


@dataclass(frozen=True)
class GivenDiagnosis:
    """A diagnosis of the visit; the first of the list is the primary one."""

    code: str
    new_case: bool = True


def note_problems(note: SoapNote) -> dict[str, str]:
    """Return which parts of a note are too long: field name to message."""
    return too_long(note, {key: (label, LONGEST_TEXT) for key, label in NOTE_LABELS.items()})


def diagnosis_problem(given: Sequence[GivenDiagnosis], known: DiagnosisCodes) -> str:
    """Return what is wrong with diagnoses, or nothing."""
    codes = [one.code for one in given]
    unknown = [code for code in codes if not known.exists(code)]
    if unknown:
        return f"Kode {unknown[0]} tidak ada dalam ICD-10."
    return "Satu diagnosis tertulis dua kali." if len(set(codes)) < len(codes) else ""


def latest_note(session: Session, encounter_id: UUID) -> Note | None:
    """Return the last version of the note of a visit, or None."""
    return session.scalar(select(Note).where(Note.encounter_id == encounter_id).order_by(Note.version.desc()).limit(1))


def soap_of(note: Note) -> SoapNote:
    """Return the parts of a stored note."""
    return SoapNote(**{key: getattr(note, key) for key in NOTE_LABELS})


def write_note(work: Work, encounter_id: UUID, note: SoapNote) -> None:
    """Store a note as the next version, unless it says what the last one does."""
    latest = latest_note(work.session, encounter_id)
    if latest is not None and soap_of(latest) == note:
        return
    version = latest.version + 1 if latest else 1
    work.session.add(Note(**work.stamp(), encounter_id=encounter_id, version=version, **vars(note)))


def write_diagnoses(work: Work, encounter: Encounter, wanted: tuple[GivenDiagnosis, ...]) -> tuple[GivenDiagnosis, ...]:
    """Store the diagnoses of a visit and return those that no longer stand."""
    rows = work.session.scalars(
        select(Diagnosis).where(Diagnosis.encounter_id == encounter.id).order_by(Diagnosis.rank)
    ).all()
    before = tuple(GivenDiagnosis(row.code, row.new_case) for row in rows)
    if before == wanted:
        return ()
    if before:
        work.session.execute(delete(Diagnosis).where(Diagnosis.encounter_id == encounter.id))
        work.touch("encounter", encounter.id, old_diagnoses=[given.code for given in before])
    work.session.add_all(
        Diagnosis(
            **work.stamp(),
            encounter_id=encounter.id,
            person_id=encounter.person_id,
            day=encounter.day,
            rank=rank,
            code=given.code,
            new_case=given.new_case,
        )
        for rank, given in enumerate(wanted, start=1)
    )
    return before
