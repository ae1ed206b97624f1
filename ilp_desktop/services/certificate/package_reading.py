"""How the package of somebody about to marry stands, by whatever the record has of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import FormResponse, LabOrder, Observation, Person
from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.care.certificate import BRIDAL, certificate_rules_on
from ilp_desktop.domain.care.premarital import PackageFacts, PackagePart, PartStanding, package_standing
from ilp_desktop.domain.chronic.chronic_record import SEVERAL
from ilp_desktop.domain.immunisation.immunisation_record import dose_record
from ilp_desktop.domain.orders.lab_tests import lab_tests
from ilp_desktop.domain.orders.order_words import OrderState
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.answers.stored_answers import in_force
from ilp_desktop.services.answers.told_results import forms_seen
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.immunisation.dose_reading import given_doses

BLOOD, RHESUS = "golongan_darah", "rhesus"
RHESUS_SIGNS = {"+": "positif", "-": "negatif"}


@dataclass(frozen=True)
class PackageReader:
    """Reads packages for one user on a day: without leave no restricted form or test tells anything."""

    catalogue: Catalogue
    user: SignedIn
    today: date

    def standing(self, session: Session, person: Person) -> tuple[PartStanding, ...]:
        """Return how each part stands."""
        rules = certificate_rules_on(self.today)
        parts = rules.kinds[BRIDAL].package
        since = months_shifted(self.today, -rules.package_months)
        seen = forms_seen(self.catalogue, self.user, self.today)
        facts = PackageFacts(
            since=since,
            answers=self._answers(session, person, parts, (since, seen)),
            forms=self._filled(session, person, {form for part in parts for form in part.forms} & seen),
            ordered=self._ordered(session, person, since),
            dose_on=next((one.on for one in reversed(self._doses(session, person))), None),
        )
        return package_standing(parts, facts, person.sex.value)

    def begun_on(self, session: Session, person: Person) -> date | None:
        """Return when the form of the package was filled in last, None where it was not within its time."""
        rules = certificate_rules_on(self.today)
        form = rules.kinds[BRIDAL].form
        day = self._filled(session, person, {form}).get(form)
        return day if day is not None and day >= months_shifted(self.today, -rules.package_months) else None

    def begun(self, session: Session, person: Person) -> tuple[PartStanding, ...] | None:
        """Return how each part stands; None where the form of the package was not filled in within its time."""
        return None if self.begun_on(session, person) is None else self.standing(session, person)

    def _answers(
        self, session: Session, person: Person, parts: Sequence[PackagePart], window: tuple[date, frozenset[str]]
    ) -> dict[str, list[tuple[date, Any]]]:
        since, seen = window
        lasting = {code for part in parts if part.lasting for code in part.questions}
        codes = {code for part in parts for code in (*part.questions, *part.waits_by)}
        rows = session.execute(
            select(Observation.code, Observation.day, Observation.word, Observation.number)
            .join(FormResponse, FormResponse.id == Observation.response_id)
            .where(
                Observation.person_id == person.id,
                Observation.code.in_(codes),
                Observation.day <= self.today,
                or_(Observation.day >= since, Observation.code.in_(lasting)),
                FormResponse.form_code.in_(seen),
            )
            .order_by(Observation.day.desc(), FormResponse.recorded_at.desc())
        )
        found: dict[str, list[tuple[date, Any]]] = defaultdict(list)
        for row in rows:
            words = row.word.split(SEVERAL) if row.word is not None else []
            found[row.code].append((row.day, row.number if row.word is None else words))
        if person.blood_type:
            found[BLOOD].append((date.min, person.blood_type.rstrip("+-")))
            found[RHESUS].append((date.min, RHESUS_SIGNS.get(person.blood_type[-1], "")))
        return found

    def _filled(self, session: Session, person: Person, forms: set[str]) -> dict[str, date]:
        rows = session.execute(
            select(FormResponse.form_code, func.max(FormResponse.day))
            .where(
                FormResponse.person_id == person.id,
                FormResponse.form_code.in_(forms),
                FormResponse.day <= self.today,
                in_force(),
            )
            .group_by(FormResponse.form_code)
        )
        return {form: day for form, day in rows}  # noqa: C416 - a result is no mapping

    def _ordered(self, session: Session, person: Person, since: date) -> frozenset[str]:
        rows = session.scalars(
            select(LabOrder.test).where(
                LabOrder.person_id == person.id, LabOrder.state == OrderState.WAITING.value, LabOrder.day >= since
            )
        )
        closed = frozenset() if self.user.may(Act.SEE_RESTRICTED) else lab_tests(self.today).restricted(child=False)
        return frozenset(rows) - closed

    def _doses(self, session: Session, person: Person) -> Sequence[Any]:
        doses = dose_record(person.birth_date, given_doses(session, person.id)).tetanus
        return [one for one in doses if one.on <= self.today]
