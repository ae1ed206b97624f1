"""What is written of one visit, each entry with its author and time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Diagnosis, Encounter, FormResponse, Note, Staff
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.answers.stored_answers import in_force
from ilp_desktop.services.record.standing import Authored
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote, given_of, soap_of


@dataclass(frozen=True)
class WrittenVisit:
    """Note, diagnoses, answers and authors of actions of a visit as they stand.

    Attributes:
        note_by: the author of the last version of the note; ``note_reason`` why that was a correction.
        diagnosis_by, form_by: who gave each diagnosis by code, and filled each form in by its code.
        action_by: who wrote each action down, in their order.
    """

    note: SoapNote = field(default_factory=SoapNote)
    note_by: Authored | None = None
    note_reason: str = ""
    diagnoses: tuple[GivenDiagnosis, ...] = ()
    diagnosis_by: Mapping[str, Authored] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    form_by: Mapping[str, Authored] = field(default_factory=dict)
    action_by: tuple[Authored, ...] = ()

    def entries(self) -> Iterator[Authored]:
        """Yield who wrote each entry, and when."""
        if self.note_by is not None:
            yield self.note_by
        yield from self.diagnosis_by.values()
        yield from self.form_by.values()
        yield from self.action_by

    def is_unsigned(self, staff_id: UUID, signatures: Mapping[UUID, Authored]) -> bool:
        """Tell whether somebody wrote entries that her last signature does not cover."""
        signed = signatures.get(staff_id)
        mine = [entry.at for entry in self.entries() if entry.by_id == staff_id]
        return any(signed is None or at > signed.at for at in mine)


def written_visit(session: Session, encounter: Encounter) -> WrittenVisit:
    """Return what is written of a visit, in three statements."""
    latest = select(Note, Staff.name).join(Staff, Staff.id == Note.recorded_by)
    note = session.execute(
        latest.where(Note.encounter_id == encounter.id).order_by(Note.version.desc()).limit(1)
    ).first()
    given = session.execute(
        select(Diagnosis, Staff.name)
        .join(Staff, Staff.id == Diagnosis.recorded_by)
        .where(Diagnosis.encounter_id == encounter.id)
        .order_by(Diagnosis.rank)
    ).all()
    forms = session.execute(
        select(FormResponse, Staff.name)
        .join(Staff, Staff.id == FormResponse.recorded_by)
        .where(FormResponse.encounter_id == encounter.id, in_force())
    ).all()
    return WrittenVisit(
        note=soap_of(note.Note) if note else SoapNote(),
        note_by=_author(note.Note, note.name) if note else None,
        note_reason=note.Note.reason if note else "",
        diagnoses=tuple(given_of(row.Diagnosis) for row in given),
        diagnosis_by={row.Diagnosis.code: _author(row.Diagnosis, row.name) for row in given},
        answers={row.FormResponse.form_code: row.FormResponse.answers for row in forms},
        form_by={row.FormResponse.form_code: _author(row.FormResponse, row.name) for row in forms},
    )


def _author(row: Note | Diagnosis | FormResponse, name: str) -> Authored:
    at: datetime = row.recorded_at
    return Authored(row.recorded_by, name, at)
