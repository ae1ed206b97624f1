"""Turns planned visits into encounters, tickets, notes, diagnoses and answers."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from db.models import Diagnosis, Encounter, FormResponse, Note, Observation, Ticket
from ilp_desktop.demo.care import PlannedVisit
from ilp_desktop.demo.ledger import Ledger
from ilp_desktop.demo.registering import Registrant
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.routing import Arrival, RouteProposal, propose_route
from ilp_desktop.domain.queue.triage import TriageSign
from ilp_desktop.domain.queue.visit_words import NextPlace, TicketStatus, VisitKind
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.services.answers.conclusions import stored_conclusion
from ilp_desktop.services.answers.confirmations import refuse
from ilp_desktop.services.answers.observations import derived
from ilp_desktop.services.answers.screening import FilledForm, Screening

LETTERS = {Klaster.MOTHER_CHILD: "A", Klaster.ADULT_ELDERLY: "B"}
MINUTES_APART = 4


class Chronicler:
    """Writes visits down in the order in which they took place."""

    def __init__(self, ledger: Ledger, screening: Screening, staff: Mapping[str, UUID], time_zone: str) -> None:
        self._ledger = ledger
        self._screening = screening
        self._staff = staff
        self._time_zone = time_zone
        self._numbers: Counter[tuple[date, str]] = Counter()
        self._seen: set[UUID] = set()
        self.last_visits: dict[UUID, date] = {}

    def write(self, registrant: Registrant, visit: PlannedVisit, gestation_days: int | None) -> None:
        """Write one visit down; its answers pass the same checks as typed ones."""
        someone = registrant.someone
        signs = frozenset({TriageSign.MATERNAL} if visit.maternal else ())
        age = age_on(someone.birth_date, visit.day)
        route = propose_route(Arrival(age, signs, visit.sick, maternal=visit.maternal))
        letter = LETTERS[route.klaster]
        self._numbers[visit.day, letter] += 1
        number = self._numbers[visit.day, letter]
        arrived = self._ledger.at(visit.day, number * MINUTES_APART, self._time_zone)
        encounter = self._encounter(registrant, visit, route, arrived)
        self._ticket(encounter, (visit.day, letter, number), route, arrived)
        examiner = self._staff["bidan" if route.klaster is Klaster.MOTHER_CHILD else "dokter"]
        self._record(registrant, visit, encounter, examiner)
        facts = Facts(visit.day, someone.birth_date, Sex(someone.sex), gestation_days is not None, gestation_days)
        for code, typed in visit.forms.items():
            self._answers(registrant.person_id, encounter, FilledForm(code, typed), facts, examiner)
        self.last_visits[registrant.person_id] = visit.day

    def _encounter(self, registrant: Registrant, visit: PlannedVisit, route: RouteProposal, arrived: datetime) -> UUID:
        kind = VisitKind.RETURNING if registrant.person_id in self._seen else VisitKind.NEW
        self._seen.add(registrant.person_id)
        return self._ledger.add(
            Encounter,
            {
                "person_id": registrant.person_id,
                "day": visit.day,
                "visit_kind": kind.value,
                "sick": visit.sick,
                "complaint": visit.complaint,
                "triage": "4" if visit.maternal else "0",
                "payer": registrant.payer.value,
                "documents": ["KTP"],
                "klaster": route.klaster.value,
                "proposed_klaster": route.klaster.value,
                "proposal_reasons": [[reason.sentence, reason.source] for reason in route.reasons],
                "klaster_reason": "",
                "precaution": route.precaution,
                "destination": NextPlace.HOME.value,
                "finished_at": arrived + timedelta(minutes=35),
                "row_version": 2,
            },
            by=self._staff["loket"],
        )

    def _ticket(self, encounter: UUID, place: tuple[date, str, int], route: RouteProposal, arrived: datetime) -> None:
        day, letter, number = place
        self._ledger.add(
            Ticket,
            {
                "encounter_id": encounter,
                "day": day,
                "letter": letter,
                "number": number,
                "klaster": route.klaster.value,
                "priority": route.priority.value,
                "status": TicketStatus.DONE.value,
                "issued_at": arrived,
                "called_at": arrived + timedelta(minutes=18),
                "called_room_id": None,
                "served_at": arrived + timedelta(minutes=19),
                "ended_at": arrived + timedelta(minutes=35),
                "row_version": 4,
            },
        )

    def _record(self, registrant: Registrant, visit: PlannedVisit, encounter: UUID, examiner: UUID) -> None:
        therapy, plan = visit.therapy
        note = {"subjective": visit.complaint, "objective": "", "assessment": "", "plan": plan, "actions": ""}
        self._ledger.add(Note, {"encounter_id": encounter, "version": 1, "therapy": therapy, **note}, by=examiner)
        for rank, code in enumerate(visit.codes, start=1):
            given = {"person_id": registrant.person_id, "day": visit.day, "rank": rank, "code": code, "new_case": True}
            self._ledger.add(Diagnosis, {"encounter_id": encounter, **given}, by=examiner)

    def _answers(self, person_id: UUID, encounter: UUID, filled: FilledForm, facts: Facts, examiner: UUID) -> None:
        form = self._screening.catalogue.form(filled.form_code, facts.day)
        checked = self._screening.check(form, filled, facts)
        unlikely = frozenset(doubt.key for doubt in checked.doubts.values())
        if unlikely:
            checked = self._screening.check(form, FilledForm(filled.form_code, filled.typed, unlikely), facts)
        refuse(form, checked)
        answers = dict(checked.answers)
        row: dict[str, Any] = {
            "person_id": person_id,
            "encounter_id": encounter,
            "form_code": form.code,
            "form_version": form.version,
            "day": facts.day,
            "answers": answers,
            "conclusion": stored_conclusion(self._screening.conclusion(form, checked, facts)),
            "replaces_id": None,
            "reason": "",
        }
        response = self._ledger.add(FormResponse, row, by=examiner)
        for code, number, word in derived(answers, form):
            value = {"response_id": response, "code": code, "person_id": person_id, "day": facts.day}
            self._ledger.add_plain(Observation, {**value, "number": number, "word": word})
