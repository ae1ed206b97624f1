"""A monthly control held outside the Puskesmas: what the nurse sees of the person, and storing what she measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Encounter, Person
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.chronic.chronic_control import ControlStatus
from ilp_desktop.domain.chronic.chronic_follow_up import ChronicDisease, NextControl
from ilp_desktop.domain.chronic.chronic_record import PLACES, ChronicFile
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Form
from ilp_desktop.reference import edition_on
from ilp_desktop.services.answers.form_facts import facts_of, height_before
from ilp_desktop.services.answers.screening import SAME_VISIT, Earlier, FilledForm, Screening, earlier_values
from ilp_desktop.services.chronic.chronic_file import chronic_files
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.due.invitations import note_coming
from ilp_desktop.services.ncd.chronic_care import complaint_words
from ilp_desktop.services.ncd.recorded_controls import Looking, RecordedControl, recorded_controls
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of, pustu_of
from ilp_desktop.services.record.outside_visits import OutsideVisit, outside_visit, refuse_outside
from ilp_desktop.services.record.standing import refuse_altering_forms, refuse_writing, standing_of

NO_REGISTER = "Orang ini tidak dalam register hipertensi atau diabetes."
NO_REGISTER_HINT = "Diagnosis ditegakkan dokter di Puskesmas lebih dahulu."
NO_PLACE, NOTHING = "Pilih tempat kontrol.", "Belum ada yang diisi."
CHOOSE = "Pilih kontrol lagi atau perbaikan."
OTHER_PLACE = "Catatan yang diperbaiki bukan dari tempat ini."
COMPLAINT = "Kontrol di {place}"


@dataclass(frozen=True)
class DiseaseLine:
    """How one disease stands, and when it was controlled last."""

    label: str
    status: ControlStatus
    last_control: date


@dataclass(frozen=True)
class ControlSheet:
    """What is needed to control somebody outside.

    Attributes:
        pustu: which Pustu serves the person; empty where none does.
        following: the next control as it stands now.
        forms: one a disease.
        earlier: the last value of each question.
        recorded: controls of this day that are written down already.
    """

    person_id: UUID
    name: str
    age: str
    record_number: str
    day: date
    pustu: str
    diseases: tuple[DiseaseLine, ...]
    following: NextControl
    forms: tuple[Form, ...]
    facts: Facts
    earlier: Mapping[str, Earlier]
    recorded: tuple[RecordedControl, ...] = ()


@dataclass(frozen=True)
class OutsideControl:
    """A control as it is typed; the same save sent twice is one. ``place`` is one of those of ``chronic_care``.

    Attributes:
        again: says that it is another control of a day and place of which one is written down.
        corrects: the visit whose control is written down wrongly, with the ``reason``; None for a control of its own.
    """

    client_id: UUID
    person_id: UUID
    day: date
    place: str
    forms: tuple[FilledForm, ...]
    again: bool = False
    corrects: UUID | None = None
    reason: str = ""


class OutsideControls:
    """Controls at the Pustu, at the Posyandu and at home."""

    def __init__(self, uow: UnitOfWork, screening: Screening) -> None:
        self._uow = uow
        self._screening = screening

    def sheet(self, user: SignedIn, person_id: UUID, day: date) -> ControlSheet:
        """Return what is known of somebody for a control of a day; ``UserError`` for who stands in no register."""
        with self._uow.reading(user, Act.WRITE_FIELD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            facts = facts_of(session, person, day)
            file = chronic_files(session, [person], day, {person.id} if facts.pregnant else ())[person.id]
            following = self._following(file)
            if following is None:
                raise UserError(NO_REGISTER, NO_REGISTER_HINT)
            forms = tuple(self._screening.catalogue.form(one.form, day) for one in file.own)
            number = numbers_of(session, person.id).get(RECORD_NUMBER)
            asked = {question.code for form in forms for question in form.questions}
            return ControlSheet(
                person_id=person.id,
                name=person.name,
                age=age_on(person.birth_date, day).short_text,
                record_number=number.value if number is not None else "",
                day=day,
                pustu=pustu_of(session, person.village_id),
                diseases=tuple(
                    DiseaseLine(one.label, file.status(one), file.control_days(one)[-1]) for one in file.own
                ),
                following=following,
                forms=forms,
                facts=replace(facts, height_before=height_before(session, person.id, facts)),
                earlier=earlier_values(session, person.id, asked, day),
                recorded=recorded_controls(
                    session, self._screening.catalogue, person, self._looking(user, day, [form.code for form in forms])
                ),
            )

    def record(self, user: SignedIn, wanted: OutsideControl) -> NextControl:
        """Store a control and return where and when the next one is.

        Raises ``WrongAnswers``, also where a control of that day and place is written down and nobody said whether
        this is another one or corrects it, and ``UserError`` for who may not correct it.
        """
        with self._uow.writing(user, Act.WRITE_FIELD) as work, work.session.no_autoflush:
            person = work.own(Person, wanted.person_id, locked=True)
            if work.saved_before(wanted.client_id) is not None:
                work.touch("encounter", person.id, repeated=True)
            else:
                self._store(work, person, wanted)
            work.session.flush()
            following = self._following(_file(work.session, person, wanted.day))
            if following is None:
                raise UserError(NO_REGISTER, NO_REGISTER_HINT)
            return following

    def _store(self, work: Work, person: Person, wanted: OutsideControl) -> None:
        rules = _rules(wanted.day)
        if wanted.place not in dict(rules["place"]):
            raise WrongAnswers({"place": NO_PLACE})
        refuse_outside(work, person, wanted.day, rules["hour"])
        own = _file(work.session, person, wanted.day).own
        forms = _of_diseases(wanted.forms, own)
        if not forms:
            raise WrongAnswers({"": NOTHING})
        if wanted.corrects is None:
            self._refuse_untold(work, person, wanted, [one.form for one in own])
            complaint = COMPLAINT.format(place=PLACES[wanted.place])
            place = OutsideVisit(wanted.day, rules["hour"], wanted.place, complaint, Klaster.ADULT_ELDERLY)
            visit = outside_visit(work, person, place, another=wanted.again)
        else:
            visit = _corrected(work, person, wanted, wanted.corrects)
        reason = SAME_VISIT if wanted.corrects is None else told_reason(wanted.reason)
        stored = self._screening.store(work, visit, person, forms, reason)
        if stored.replaced:
            standing = standing_of(work.session, visit, work.user, work.now)
            refuse_altering_forms(standing, work.user, stored.replaced.values())
        person.last_visit_on = max(wanted.day, person.last_visit_on or wanted.day)
        note_coming(work, person.id, wanted.day)
        work.due_for(person.id)
        work.remember(wanted.client_id, visit.id)
        told = {"reason": reason} if stored.replaced else {}
        work.touch("encounter", visit.id, place=wanted.place, forms=list(stored.written), **told)
        work.touch("person", person.id)

    def _refuse_untold(self, work: Work, person: Person, wanted: OutsideControl, forms: Sequence[str]) -> None:
        """Raise ``WrongAnswers`` where a control is written down that this one would go over."""
        if wanted.again:
            return
        looking = self._looking(work.user, wanted.day, forms)
        there = recorded_controls(work.session, self._screening.catalogue, person, looking)
        typed = {one.form_code for one in wanted.forms}
        over = [one for one in there if one.place == wanted.place and typed & one.answers.keys()]
        if over:
            raise WrongAnswers({"again": f"{over[-1].line} {CHOOSE}"})

    def _looking(self, user: SignedIn, day: date, forms: Sequence[str]) -> Looking:
        return Looking(user, self._uow.clock.now(), day, forms)

    def _following(self, file: ChronicFile) -> NextControl | None:
        return file.next_control(complaint_words(self._screening.catalogue, file))


def outside_places(day: date) -> tuple[tuple[str, str], ...]:
    """Return where a control outside may be, each with its words."""
    return tuple((code, words) for code, words in _rules(day)["place"])


def _rules(day: date) -> Mapping[str, Any]:
    found: Mapping[str, Any] = edition_on("chronic_care", day).body["outside"]
    return found


def _corrected(work: Work, person: Person, wanted: OutsideControl, visit_id: UUID) -> Encounter:
    """Return the visit that is corrected; raises where it is of another place or day, or not to be corrected."""
    visit = work.own(Encounter, visit_id, locked=True)
    if (visit.person_id, visit.day, visit.place) != (person.id, wanted.day, wanted.place):
        raise WrongAnswers({"place": OTHER_PLACE})
    refuse_writing(work, visit, wanted.reason)
    return visit


def _file(session: Session, person: Person, day: date) -> ChronicFile:
    pregnant = {person.id} if facts_of(session, person, day).pregnant else set()
    return chronic_files(session, [person], day, pregnant)[person.id]


def _of_diseases(forms: Sequence[FilledForm], own: Sequence[ChronicDisease]) -> list[FilledForm]:
    """Return the forms of the diseases somebody has, as far as anything is typed."""
    codes = {one.form for one in own}
    return [one for one in forms if one.form_code in codes and any(text.strip() for text in one.typed.values())]
