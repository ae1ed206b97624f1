"""The picture of an elderly person: capacity, what it asks to be looked at, independence over time, plan, home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.models import Person
from ilp_desktop.domain.elderly.elderly_follow_up import (
    CAPACITY_FORM,
    Area,
    Asked,
    Capacity,
    areas_on,
    asked_of,
    instruments_on,
    is_cared_for_at_home,
)
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import is_rows
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.answers.stored_answers import StoredResponse, responses_of
from ilp_desktop.services.answers.told_results import (
    DatedPicture,
    FormResult,
    day_told,
    forms_seen,
    newest_of,
    results_of,
    told,
)
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.due.open_services import Wanted, open_services, services_of

CAPACITY, INDEPENDENCE, PLAN = CAPACITY_FORM, "aks_barthel", "elderly_plan"
HOME_VISIT, HOME_FOLLOW_UP, AGAIN = "home_visit_elderly", "home_visit_followup", "kr_kunjungan_ulang"
PACKAGE = "service_elderly"
PLAN_ROWS, EVALUATION = "lansia_rencana", "lansia_evaluasi"


@dataclass(frozen=True)
class FollowUp:
    """One follow-up a sign asks for: by which forms, and its result; None while nobody did it."""

    forms: tuple[str, ...]
    title: str
    result: FormResult | None


@dataclass(frozen=True)
class AreaView:
    """One area of capacity as it was found, with what it asks for."""

    label: str
    state: Capacity
    follow_ups: tuple[FollowUp, ...] = ()


@dataclass(frozen=True)
class PlanItem:
    """One line of the plan of care as it was written; ``target`` is the day to reach the aim by."""

    problem: str
    aim: str
    action: str
    by: str
    target: date | None


@dataclass(frozen=True)
class CarePlan:
    """The newest plan of care, in the words it was written in."""

    day: date
    items: tuple[PlanItem, ...]
    place: str
    carer: str
    evaluated_on: date | None


@dataclass(frozen=True)
class HomeCare:
    """Care at home.

    Attributes:
        needed_by: the class of independence that asks for it; empty where none does.
        last: the last visit at home; None where there was none.
        agreed_on: the day agreed on for the next one; None where none was.
    """

    needed_by: str
    last: FormResult | None
    agreed_on: date | None


@dataclass(frozen=True)
class ElderlyPicture(DatedPicture):
    """An elderly person as a room looks at them.

    Attributes:
        screened_on: the day of the newest screening of capacity; None where there was none.
        course: independence, the earliest first.
        at_home_below: the score below which care at home is asked for; None where the sheet has no such band.
        latest: the newest result of each instrument.
    """

    screened_on: date | None
    areas: tuple[AreaView, ...]
    course: tuple[FormResult, ...]
    at_home_below: float | None
    latest: tuple[FormResult, ...]
    plan: CarePlan | None
    home: HomeCare
    due: tuple[OfferedService, ...]


class ElderlyCare:
    """Care of the elderly."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, store: DueStore) -> None:
        self._uow = uow
        self._catalogue = catalogue
        self._store = store

    def picture(self, user: SignedIn, person_id: UUID) -> ElderlyPicture:
        """Return the picture of a person today, without results the user may not see."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            today = self._uow.today(user)
            seen = forms_seen(self._catalogue, user, today)
            shown = [code for code in instruments_on(today) if code in seen]
            asked = (CAPACITY, INDEPENDENCE, PLAN, HOME_VISIT, HOME_FOLLOW_UP, *shown)
            responses = [one for one in responses_of(session, person.id, *asked) if one.day <= today]
            results = list(results_of(self._catalogue, responses, asked))
            course = tuple(reversed([one for one in results if one.form == INDEPENDENCE and one.score is not None]))
            capacity = next((one for one in results if one.form == CAPACITY), None)
            services = services_of(PACKAGE, today, restricted=True)
            return ElderlyPicture(
                day=today,
                screened_on=None if capacity is None else capacity.day,
                areas=self._areas(capacity, results, seen, today),
                course=course,
                at_home_below=self._at_home_below(today),
                latest=newest_of(results, shown),
                plan=self._plan(responses),
                home=_home(responses, results, course),
                due=open_services(session, self._store, user, person, Wanted(services, asked, today)),
            )

    def _at_home_below(self, today: date) -> float | None:
        form = self._catalogue.form(INDEPENDENCE, today)
        bands = [band for scoring in form.scorings for band in scoring.bands]
        lows = [band.at_least for band in bands if not is_cared_for_at_home(band.meaning.code, today)]
        return min((low for low in lows if low is not None), default=None)

    def _areas(
        self, capacity: FormResult | None, results: Sequence[FormResult], seen: frozenset[str], today: date
    ) -> tuple[AreaView, ...]:
        if capacity is None:
            return ()
        concluded = set() if capacity.found is None else {one.code for one in capacity.found.members}
        done = {one.form: one.day for one in reversed(results)}
        newest = {one.form: one for one in reversed(results)}
        return tuple(
            _area(area, area.state(concluded), tuple(asked_of(area, capacity.day, done, seen=seen)), newest)
            for area in areas_on(today)
        )

    def _plan(self, responses: Sequence[StoredResponse]) -> CarePlan | None:
        newest = next((one for one in responses if one.form_code == PLAN), None)
        if newest is None:
            return None
        question = self._catalogue.edition(PLAN, newest.form_version).question(PLAN_ROWS)
        rows = newest.answers.get(PLAN_ROWS, [])
        by = next(column for column in question.columns if column.code == "pelaksana")
        items = tuple(
            PlanItem(
                str(row.get("masalah", "")),
                str(row.get("tujuan", "")),
                str(row.get("tindakan", "")),
                answer_text(by, row["pelaksana"]) if "pelaksana" in row else "",
                date.fromisoformat(str(row["target"])) if row.get("target") else None,
            )
            for row in (rows if is_rows(rows) else ())
        )
        words = {code: told(self._catalogue, newest, code) for code in ("lansia_tempat", "lansia_pelaku_rawat")}
        return CarePlan(
            newest.day, items, words["lansia_tempat"], words["lansia_pelaku_rawat"], day_told(newest, EVALUATION)
        )


SHORT = {
    "mini_cog": "Mini-Cog",
    "amt": "AMT",
    "ad8": "AD8-INA",
    "sppb": "SPPB",
    "mna_sf": "MNA-SF",
    "rapuh": "RAPUH",
    "sarc_calf": "SARC-CalF",
    "elderly_senses": "Penglihatan dan pendengaran",
    "gds4": "GDS-4",
    "gds15": "GDS-15",
    "aks_barthel": "AKS",
}
"""What rooms call the instruments."""


def _area(area: Area, state: Capacity, asked: Sequence[Asked], newest: Mapping[str, FormResult]) -> AreaView:
    if state is not Capacity.SIGN:
        return AreaView(area.label, state)
    follow_ups = tuple(FollowUp(one.forms, short_of(one), newest.get(one.done_form)) for one in asked)
    return AreaView(area.label, state, follow_ups)


def short_of(asked: Asked) -> str:
    """Return what rooms call a follow-up."""
    return " atau ".join(SHORT.get(code, code) for code in asked.forms)


def _home(responses: Sequence[StoredResponse], results: Sequence[FormResult], course: Sequence[FormResult]) -> HomeCare:
    last = next((one for one in results if one.form == HOME_VISIT), None)
    independence = course[-1] if course else None
    by = ""
    if independence is not None and independence.found is not None:
        by = independence.conclusion if is_cared_for_at_home(independence.found.code, independence.day) else ""
    newest = next((one for one in responses if one.form_code in (HOME_FOLLOW_UP, HOME_VISIT)), None)
    agreed = day_told(newest, AGAIN) if newest is not None else None
    return HomeCare(by, last, agreed)
