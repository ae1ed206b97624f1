"""How the packages of people about to marry stand, by whatever the record has of it, read for many at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.ahead import ahead
from db.models import FormResponse, LabOrder, Observation, Person
from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.care.certificate import BRIDAL, certificate_rules_on
from ilp_desktop.domain.care.premarital import Package, PackageFacts, PackagePart, package_standing
from ilp_desktop.domain.chronic.chronic_record import SEVERAL
from ilp_desktop.domain.immunisation.immunisation_record import dose_record
from ilp_desktop.domain.orders.lab_tests import lab_tests
from ilp_desktop.domain.orders.order_words import OrderState
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.answers.stored_answers import in_force
from ilp_desktop.services.answers.told_results import forms_open
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.immunisation.dose_reading import doses_among

BLOOD, RHESUS = "golongan_darah", "rhesus"
RHESUS_SIGNS = {"+": "positif", "-": "negatif"}
Answered = Mapping[str, Sequence[tuple[date, Any]]]


@dataclass(frozen=True)
class PackageReader:
    """Reads packages on a day: without leave no restricted form or test tells anything."""

    catalogue: Catalogue
    today: date
    restricted: bool

    @classmethod
    def of(cls, catalogue: Catalogue, user: SignedIn, today: date) -> "PackageReader":
        """Return what reads with a user's leave."""
        return cls(catalogue, today, restricted=user.may(Act.SEE_RESTRICTED))

    def package(self, session: Session, person: Person) -> Package:
        """Return the package of one person."""
        return self.among(session, [person])[person.id]

    def among(self, session: Session, people: Sequence[Person]) -> dict[UUID, Package]:
        """Return the package of each of some people, each kind of fact in one statement."""
        rules = certificate_rules_on(self.today)
        kind = rules.kinds[BRIDAL]
        parts, since = kind.package, months_shifted(self.today, -rules.package_months)
        seen = forms_open(self.catalogue, self.today, restricted=self.restricted)
        keys = [one.id for one in people]
        whole = {form for part in parts for form in part.forms} & seen
        ahead(
            session,
            lambda: self._answers(session, people, parts, (since, seen)),
            lambda: self._filled(session, keys, {kind.form, *whole}),
            lambda: self._ordered(session, keys, since),
            lambda: self._last_doses(session, people),
        )
        answers = self._answers(session, people, parts, (since, seen))
        filled = self._filled(session, keys, {kind.form, *whole})
        ordered, doses = self._ordered(session, keys, since), self._last_doses(session, people)
        found = {}
        for one in people:
            days = filled[one.id]
            begun_on = days.get(kind.form)
            facts = PackageFacts(
                since=since,
                answers=answers[one.id],
                forms={form: day for form, day in days.items() if form in whole},
                ordered=frozenset(ordered[one.id]),
                dose_on=doses[one.id],
            )
            standing = package_standing(parts, facts, one.sex.value)
            found[one.id] = Package(begun_on if begun_on is not None and begun_on >= since else None, standing)
        return found

    def _answers(
        self,
        session: Session,
        people: Sequence[Person],
        parts: Sequence[PackagePart],
        window: tuple[date, frozenset[str]],
    ) -> Mapping[UUID, Answered]:
        since, seen = window
        lasting = {code for part in parts if part.lasting for code in part.questions}
        codes = {code for part in parts for code in (*part.questions, *part.waits_by)}
        rows = session.execute(
            select(Observation.person_id, Observation.code, Observation.day, Observation.word, Observation.number)
            .join(FormResponse, FormResponse.id == Observation.response_id)
            .where(
                Observation.person_id.in_([one.id for one in people]),
                Observation.code.in_(codes),
                Observation.day <= self.today,
                or_(Observation.day >= since, Observation.code.in_(lasting)),
                FormResponse.form_code.in_(seen),
            )
            .order_by(Observation.day.desc(), FormResponse.recorded_at.desc())
        )
        found: dict[UUID, dict[str, list[tuple[date, Any]]]] = {one.id: defaultdict(list) for one in people}
        for row in rows:
            words = row.word.split(SEVERAL) if row.word is not None else []
            found[row.person_id][row.code].append((row.day, row.number if row.word is None else words))
        for one in people:
            if one.blood_type:
                found[one.id][BLOOD].append((date.min, one.blood_type.rstrip("+-")))
                found[one.id][RHESUS].append((date.min, RHESUS_SIGNS.get(one.blood_type[-1], "")))
        return found

    def _filled(self, session: Session, people: Collection[UUID], forms: set[str]) -> dict[UUID, dict[str, date]]:
        rows = session.execute(
            select(FormResponse.person_id, FormResponse.form_code, func.max(FormResponse.day).label("day"))
            .where(
                FormResponse.person_id.in_(people),
                FormResponse.form_code.in_(forms),
                FormResponse.day <= self.today,
                in_force(),
            )
            .group_by(FormResponse.person_id, FormResponse.form_code)
        )
        found: dict[UUID, dict[str, date]] = {one: {} for one in people}
        for row in rows:
            found[row.person_id][row.form_code] = row.day
        return found

    def _ordered(self, session: Session, people: Collection[UUID], since: date) -> dict[UUID, set[str]]:
        rows = session.execute(
            select(LabOrder.person_id, LabOrder.test).where(
                LabOrder.person_id.in_(people), LabOrder.state == OrderState.WAITING.value, LabOrder.day >= since
            )
        )
        closed = frozenset() if self.restricted else lab_tests(self.today).restricted(child=False)
        found: dict[UUID, set[str]] = {one: set() for one in people}
        for row in rows:
            if row.test not in closed:
                found[row.person_id].add(row.test)
        return found

    def _last_doses(self, session: Session, people: Sequence[Person]) -> dict[UUID, date | None]:
        """Return the last dose of tetanus vaccine of each that counts."""
        given = doses_among(session, [one.id for one in people])
        found: dict[UUID, date | None] = {}
        for one in people:
            doses = dose_record(one.birth_date, given[one.id]).tetanus
            found[one.id] = next((dose.on for dose in reversed(doses) if dose.on <= self.today), None)
        return found
