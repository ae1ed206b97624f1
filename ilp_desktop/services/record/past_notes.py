"""What stood in the record of a visit before, and the lines of earlier visits that may be taken over."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, aliased

from db.models import Encounter, FormResponse, Note, Person, RecordSignature, Staff, WithdrawnAction, WithdrawnDiagnosis
from db.queries.visit_parts import diagnosed
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.care.copied_lines import EarlierLine, lines_of
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import Answer, Form, Question, Sensitivity
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.chart.leave import Seals, seals_at
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.order.action_writing import GivenAction, action_words
from ilp_desktop.services.record.visit_writing import NOTE_LABELS

VISITS_A_PAGE = 5
OUT_OF_USE = "Formulir {} (tidak dipakai lagi)"


@dataclass(frozen=True)
class Step:
    """One change of a record: when, by whom, what, how it was and how it became; times are of the wall clock."""

    at: datetime
    by: str
    what: str
    before: str = ""
    after: str = ""
    reason: str = ""


@dataclass(frozen=True)
class EarlierNote:
    """The lines of the note of an earlier visit."""

    encounter_id: UUID
    day: date
    by: str
    diagnoses: tuple[str, ...]
    lines: tuple[EarlierLine, ...]


class PastNotes:
    """Earlier versions and earlier visits."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue) -> None:
        self._uow = uow
        self._catalogue = catalogue

    def history(self, user: SignedIn, encounter_id: UUID) -> tuple[Step, ...]:
        """Return every change of the record of a visit, the latest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            earlier, doer = aliased(FormResponse), aliased(Staff)
            notes = session.execute(
                select(Note, Staff.name)
                .join(Staff, Staff.id == Note.recorded_by)
                .where(Note.encounter_id == encounter.id)
                .order_by(Note.version)
            ).all()
            gone = session.execute(
                select(WithdrawnDiagnosis, Staff.name)
                .join(Staff, Staff.id == WithdrawnDiagnosis.recorded_by)
                .where(WithdrawnDiagnosis.encounter_id == encounter.id)
            ).all()
            undone = session.execute(
                select(WithdrawnAction, Staff.name, doer.name.label("doer"))
                .join(Staff, Staff.id == WithdrawnAction.recorded_by)
                .join(doer, doer.id == WithdrawnAction.done_by)
                .where(WithdrawnAction.encounter_id == encounter.id)
            ).all()
            signed = session.execute(
                select(RecordSignature.recorded_at, Staff.name)
                .join(Staff, Staff.id == RecordSignature.recorded_by)
                .where(RecordSignature.encounter_id == encounter.id)
            ).all()
            forms = session.execute(
                select(FormResponse, earlier, Staff.name)
                .join(earlier, earlier.id == FormResponse.replaces_id)
                .join(Staff, Staff.id == FormResponse.recorded_by)
                .where(FormResponse.encounter_id == encounter.id)
            ).all()
            steps = _note_steps([(row.Note, row.name) for row in notes])
            steps += [_diagnosis_step(row.WithdrawnDiagnosis, row.name) for row in gone]
            person = session.get_one(Person, encounter.person_id)
            seals = seals_at(user, encounter, person, self._catalogue, self._uow.today(user))
            steps += [
                _action_step(row.WithdrawnAction, row.name, row.doer, user.time_zone)
                for row in undone
                if _is_read(row.WithdrawnAction, seals, encounter.klaster)
            ]
            steps += [Step(row.recorded_at, row.name, "Tanda tangan") for row in signed]
            steps += [step for now, before, name in forms for step in self._form_steps(now, before, name, user)]
        shown = (Step(local_time(one.at, user.time_zone), *_rest(one)) for one in steps)
        in_order = sorted(shown, key=lambda one: one.at)
        return tuple(in_order[::-1])

    def earlier(self, user: SignedIn, encounter_id: UUID, after: EarlierNote | None = None) -> tuple[EarlierNote, ...]:
        """Return the notes of the visits before one, the latest first, a few at a time."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            later = aliased(Note)
            newer = select(later.id).where(later.encounter_id == Note.encounter_id, later.version > Note.version)
            place = (encounter.day, encounter.id) if after is None else (after.day, after.encounter_id)
            rows = session.execute(
                select(Note, Encounter.day, Encounter.klaster, Staff.name)
                .join(Encounter, Encounter.id == Note.encounter_id)
                .join(Staff, Staff.id == Note.recorded_by)
                .where(
                    Encounter.person_id == encounter.person_id,
                    tuple_(Encounter.day, Encounter.id) < place,
                    ~newer.exists(),
                )
                .order_by(Encounter.day.desc(), Encounter.id.desc())
                .limit(VISITS_A_PAGE)
            ).all()
            person = session.get_one(Person, encounter.person_id)
            seals = seals_at(user, encounter, person, self._catalogue, self._uow.today(user))
            known = diagnoses_known(session, {row.Note.encounter_id: row.klaster for row in rows}, seals)
            return tuple(
                EarlierNote(
                    encounter_id=row.Note.encounter_id,
                    day=row.day,
                    by=row.name,
                    diagnoses=known[row.Note.encounter_id].codes,
                    lines=()
                    if known[row.Note.encounter_id].closed
                    else lines_of({key: getattr(row.Note, key) for key in NOTE_LABELS}),
                )
                for row in rows
            )

    def _form_steps(self, now: FormResponse, before: FormResponse, name: str, user: SignedIn) -> list[Step]:
        """Return what a correction of answers changed, question by question, also of a form that is out of use.

        A form whose file is gone may have been restricted, and its answers stand by their codes as they are stored.
        """
        form = self._form_of(now)
        restricted = form is None or form.sensitivity is Sensitivity.RESTRICTED
        if restricted and not user.may(Act.SEE_RESTRICTED):
            return []
        title = form.title if form else OUT_OF_USE.format(now.form_code)
        questions = {question.code: question for question in form.questions} if form else {}
        codes = dict.fromkeys((*questions, *before.answers, *now.answers))
        return [
            Step(
                now.recorded_at,
                name,
                f"{title}: {questions[code].label if code in questions else code}",
                _answer(questions.get(code), before.answers.get(code)),
                _answer(questions.get(code), now.answers.get(code)),
                now.reason,
            )
            for code in codes
            if before.answers.get(code) != now.answers.get(code)
        ]

    def _form_of(self, response: FormResponse) -> Form | None:
        """Return the edition a form was filled in by, else the one of its day, or None where neither can be read."""
        code, catalogue = response.form_code, self._catalogue
        with suppress(UserError):
            return catalogue.edition(code, response.form_version)
        with suppress(UserError):
            return catalogue.form(code, response.day)
        return None


@dataclass(frozen=True)
class Diagnosed:
    """The diagnoses of a visit that the reader may know, and whether its texts tell of another."""

    codes: tuple[str, ...]
    closed: bool


def diagnoses_known(session: Session, klasters: Mapping[UUID, int], seals: Seals) -> dict[UUID, Diagnosed]:
    """Return what is known of each visit; a text beside a restricted diagnosis of another klaster is not copied."""
    found: dict[UUID, list[str]] = {visit: [] for visit in klasters}
    closed = set[UUID]()
    for row in diagnosed(session, klasters):
        if seals.of_diagnosis(row.code, row.day, row.author, klasters[row.visit_id]) is not Access.OPEN:
            closed.add(row.visit_id)
        elif row.stands:
            found[row.visit_id].append(row.code)
    return {visit: Diagnosed(tuple(codes), visit in closed) for visit, codes in found.items()}


def _rest(step: Step) -> tuple[str, str, str, str, str]:
    return step.by, step.what, step.before, step.after, step.reason


def _note_steps(versions: Sequence[tuple[Note, str]]) -> list[Step]:
    """Return what each version of a note changed, part by part; the first wrote all it has."""
    steps: list[Step] = []
    stood: dict[str, str] = dict.fromkeys(NOTE_LABELS, "")
    for note, name in versions:
        for key, word in NOTE_LABELS.items():
            text = getattr(note, key)
            if text != stood[key]:
                steps.append(Step(note.recorded_at, name, word, stood[key], text, note.reason))
                stood[key] = text
    return steps


def _diagnosis_step(row: WithdrawnDiagnosis, name: str) -> Step:
    kinds = ("utama" if row.rank == 1 else "tambahan", "kasus baru" if row.new_case else "kasus lama", row.certainty)
    before = f"{row.code} ({', '.join(kind for kind in kinds if kind)})"
    return Step(row.recorded_at, name, f"Diagnosis {row.became}", before, "", row.reason)


def _is_read(row: WithdrawnAction, seals: Seals, klaster: int) -> bool:
    return seals.of_action(row.code, row.day, row.given_by, klaster) is Access.OPEN


def _action_step(row: WithdrawnAction, name: str, doer: str, zone: str) -> Step:
    given = GivenAction(row.code, row.note, row.side, row.count)
    hour = f" pukul {local_time(row.done_at, zone):%H.%M}" if row.done_at else ""
    before = f"{row.code} {action_words(action_codes(row.day).title(row.code), given)}, oleh {doer}{hour}"
    return Step(row.recorded_at, name, f"Tindakan {row.became}", before, "", row.reason)


def _answer(question: Question | None, answer: Answer | None) -> str:
    """Return what was answered in words, nothing where it was not; without its question as it is stored."""
    if answer is None:
        return ""
    if question is not None:
        return answer_text(question, answer)
    return ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer)
