"""The picture of somebody's mental health: dangers first, scales, controls, diagnoses; only for those with leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.models import Person
from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.due.service_registers import registers_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.wording import conclusion_text
from ilp_desktop.reference import edition_on
from ilp_desktop.services.answers.stored_answers import StoredResponse, responses_of, responses_page
from ilp_desktop.services.answers.told_results import DatedPicture, FormResult, day_told, results_of, told
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.due.open_services import Wanted, open_services
from ilp_desktop.services.record.diagnosed_spans import DiagnosedSpan, diagnosed_spans

TABLE, CONTROL, REGISTER = "mental_care", "mental_followup", "odgj"
MENTAL_CODES = "F"
NEXT, RESTRAINT, NEVER_RESTRAINED = "jiwa_kontrol", "jiwa_pasung", "tidak"
SERVICES = ("mental_followup", "mental_elderly", "catin_mental", "mental_adult")


@dataclass(frozen=True)
class Danger:
    """Something that calls for somebody at once, as the newest answers to a form say it."""

    conclusion: str
    advice: str
    title: str
    day: date


@dataclass(frozen=True)
class ScaleView:
    """The newest result of a scale, and the one before it."""

    latest: FormResult
    previous: FormResult | None

    @property
    def conclusion(self) -> str:
        """Return everything that was concluded, in words."""
        return said(self.latest.found)


@dataclass(frozen=True)
class MentalVisit:
    """One control as it was told; what was not asked is empty."""

    id: UUID
    day: date
    symptoms: str
    danger: str
    medicine: str
    side_effects: str
    self_care: str
    activity: str
    next_step: str
    urgency: Urgency


@dataclass(frozen=True)
class MentalPicture(DatedPicture):
    """A person's mental health; the controls are read a page at a time.

    Attributes:
        registered_since: since when somebody stands in the register of severe disorders; None for who does not.
        next_on: the day agreed on for the next control; None where none was.
        restraint: being shut away or tied, as told last, with its day; empty where that was never so.
    """

    dangers: tuple[Danger, ...]
    scales: tuple[ScaleView, ...]
    next_on: date | None
    restraint: str
    diagnoses: tuple[DiagnosedSpan, ...]
    registered_since: date | None
    due: tuple[OfferedService, ...]


class MentalCare:
    """Mental health of people."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, store: DueStore) -> None:
        self._uow = uow
        self._catalogue = catalogue
        self._store = store

    def picture(self, user: SignedIn, person_id: UUID) -> MentalPicture:
        """Return the picture of a person today; raises ``NotAllowed`` without leave for restricted things."""
        with self._uow.reading(user, Act.SEE_RESTRICTED) as session:
            person = owned(session, user.facility_id, Person, person_id)
            today = self._uow.today(user)
            body = edition_on(TABLE, today).body
            scales: tuple[str, ...] = tuple(body["scales"])
            forms = (*scales, CONTROL)
            responses = [one for one in responses_of(session, person.id, *forms) if one.day <= today]
            results = list(results_of(self._catalogue, responses, forms))
            controls = [one for one in responses if one.form_code == CONTROL]
            diagnoses = tuple(diagnosed_spans(session, person.id, (MENTAL_CODES,), today))
            return MentalPicture(
                day=today,
                dangers=tuple(_dangers(results)),
                scales=tuple(_scales(results, scales)),
                next_on=day_told(controls[0], NEXT) if controls else None,
                restraint=self._restraint(controls),
                diagnoses=diagnoses,
                registered_since=_registered_since(diagnoses, today),
                due=open_services(session, self._store, user, person, Wanted(SERVICES, forms, today)),
            )

    def visits(self, user: SignedIn, person_id: UUID, after: MentalVisit | None, limit: int) -> tuple[MentalVisit, ...]:
        """Return the controls of a person behind one, the newest first, at most ``limit``; like ``picture``."""
        with self._uow.reading(user, Act.SEE_RESTRICTED) as session:
            person = owned(session, user.facility_id, Person, person_id)
            last = after.id if after is not None else None
            page = responses_page(session, person.id, (CONTROL,), self._uow.today(user), last, limit)
            return tuple(map(self._visit, page))

    def _visit(self, one: StoredResponse) -> MentalVisit:
        words = {
            code: told(self._catalogue, one, f"jiwa_{code}")
            for code in (*("gejala", "bahaya", "obat", "efek_samping", "rawat_diri", "kegiatan", "tindak_lanjut"),)
        }
        return MentalVisit(
            one.id,
            one.day,
            words["gejala"],
            words["bahaya"],
            words["obat"],
            words["efek_samping"],
            words["rawat_diri"],
            words["kegiatan"],
            words["tindak_lanjut"],
            Urgency.NONE if one.found is None else one.found.urgency,
        )

    def _restraint(self, controls: Sequence[StoredResponse]) -> str:
        newest = next((one for one in controls if RESTRAINT in one.answers), None)
        if newest is None or newest.answers[RESTRAINT] == NEVER_RESTRAINED:
            return ""
        return f"{told(self._catalogue, newest, RESTRAINT)} ({indonesian_date(newest.day)})"


def said(found: Assessment | None) -> str:
    """Return everything a form concluded, in words."""
    return "terisi" if found is None else "; ".join(conclusion_text(one) for one in found.members)


def _dangers(results: Sequence[FormResult]) -> Iterator[Danger]:
    """Give what the newest answers to each form say of a danger, the newest first."""
    seen: set[str] = set()
    for one in results:
        if one.form not in seen and one.found is not None:
            for member in one.found.members:
                if member.urgency is Urgency.EMERGENCY:
                    yield Danger(member.conclusion, member.advice, one.title, one.day)
        seen.add(one.form)


def _scales(results: Sequence[FormResult], forms: Sequence[str]) -> Iterator[ScaleView]:
    for code in forms:
        own = [one for one in results if one.form == code]
        if own:
            yield ScaleView(own[0], own[1] if len(own) > 1 else None)


def _registered_since(diagnoses: Sequence[DiagnosedSpan], day: date) -> date | None:
    prefixes = next(one.prefixes for one in registers_on(day) if one.code == REGISTER)
    return min((one.first for one in diagnoses if one.code.startswith(prefixes)), default=None)
