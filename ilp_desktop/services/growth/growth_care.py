"""What is done about a child's growth: its sheets on paper, supplementary food, and a birth date put right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import DoseGiven, FormResponse, Person, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.answers.screening import in_force
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.growth.growth_changes import GrowthChange, changes_between
from ilp_desktop.services.growth.growth_files import GrowthFile, growth_file, with_birth_date
from ilp_desktop.services.growth.growth_series import RANGES
from ilp_desktop.services.growth.growth_sheets import growth_card, growth_sheet, head_of
from ilp_desktop.services.paperwork import growth_card_pdf, growth_sheet_pdf

PMT_FORM = "pmt"
NEAR_DAYS = 10
"""How far a weighing may lie from the day supplementary food began or was looked at."""


@dataclass(frozen=True)
class PmtRecord:
    """Supplementary food as it was recorded at one visit.

    Attributes:
        begun_on: the day it began.
        days: days eaten until the visit.
        weight_then, weight_now: kilograms weighed nearest to the beginning and to the visit; None without a weighing,
            the latter also where it is the same weighing.
    """

    id: UUID
    day: date
    kind: str
    begun_on: date | None
    days: int
    eaten: str
    finished: bool
    weight_then: float | None
    weight_now: float | None
    by: str


class GrowthCare:
    """Growth on paper and what follows from it."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue) -> None:
        self._uow = uow
        self._catalogue = catalogue

    def sheet_pdf(self, user: SignedIn, child_id: UUID, span: str) -> bytes:
        """Return every index of a range of age (``infant``, ``toddler``, ``school``) on its curves as PDF."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            child = owned(session, user.facility_id, Person, child_id)
            self._uow.made_paper(user, child.id, "grafik pertumbuhan")
            file = growth_file(session, child)
            head = head_of(session, child, file, self._printed(user), today)
            profile = profile_of(session, user.facility_id)
        return growth_sheet_pdf(growth_sheet(head, file, RANGES[span], today), profile)

    def card_pdf(self, user: SignedIn, child_id: UUID) -> bytes:
        """Return the growth card (KMS) of a child as PDF."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            child = owned(session, user.facility_id, Person, child_id)
            self._uow.made_paper(user, child.id, "KMS")
            file = growth_file(session, child)
            head = head_of(session, child, file, self._printed(user), today)
            card = growth_card(head, file, session, child.id, today)
            profile = profile_of(session, user.facility_id)
        return growth_card_pdf(card, profile)

    def note_printed(self, user: SignedIn, child_id: UUID, sheet: str) -> None:
        """Put the printing of a growth sheet into the audit trail."""
        with self._uow.writing(user, Act.PRINT_PAPER) as work:
            work.touch("person", work.own(Person, child_id).id, printed=sheet)

    def pmt(self, user: SignedIn, child_id: UUID) -> tuple[PmtRecord, ...]:
        """Return the supplementary food a child was given, the newest record first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            child = owned(session, user.facility_id, Person, child_id)
            return self._pmt(session, child)

    def birth_date_change(self, user: SignedIn, child_id: UUID, birth_date: date) -> GrowthChange:
        """Return what another birth date would change in a child's growth and immunisations; nothing is stored.

        Who may not see the record is told figures, not classes.
        """
        with self._uow.reading(user, Act.CHANGE_PERSON) as session:
            child = owned(session, user.facility_id, Person, child_id)
            before = growth_file(session, child)
            doses = _doses_before(session, child.id, birth_date)
        if birth_date > self._uow.today(user):
            return GrowthChange(len(before.points))
        found = changes_between(before, with_birth_date(before, birth_date))
        found = replace(found, doses_before=doses)
        return found if user.may(Act.SEE_RECORD) else replace(found, examples=())

    def _printed(self, user: SignedIn) -> tuple[str, datetime]:
        return user.name, local_time(self._uow.clock.now(), user.time_zone)

    def _pmt(self, session: Session, child: Person, file: GrowthFile | None = None) -> tuple[PmtRecord, ...]:
        rows = session.execute(
            select(FormResponse, Staff.name)
            .join(Staff, Staff.id == FormResponse.recorded_by)
            .where(FormResponse.person_id == child.id, FormResponse.form_code == PMT_FORM, in_force())
            .order_by(FormResponse.day.desc(), FormResponse.recorded_at.desc())
        ).all()
        if not rows:
            return ()
        points = (file or growth_file(session, child)).points
        weights = [(point.day, point.measurement.weight_kg) for point in points]
        return tuple(pmt_record(self._catalogue, row, name, weights) for row, name in rows)


def _doses_before(session: Session, child_id: UUID, day: date) -> tuple[date, ...]:
    """Return the days of the doses a child was given before a day."""
    given = select(DoseGiven.given_on).where(DoseGiven.person_id == child_id, DoseGiven.given_on < day)
    return tuple(session.scalars(given.order_by(DoseGiven.given_on)))


def pmt_record(
    catalogue: Catalogue, row: FormResponse, by: str, weights: Sequence[tuple[date, float | None]]
) -> PmtRecord:
    """Return a stored record with what the child weighed near its beginning and near its day."""
    form, answers = catalogue.edition(row.form_code, row.form_version), row.answers
    begun = date.fromisoformat(answers["pmt_mulai"]) if "pmt_mulai" in answers else None
    eaten = answers.get("pmt_habis")
    then, now = None if begun is None else _weighed_near(weights, begun), _weighed_near(weights, row.day)
    if now == then:  # one weighing tells no gain
        now = None
    return PmtRecord(
        id=row.id,
        day=row.day,
        kind=answer_text(form.question("pmt_jenis"), answers["pmt_jenis"]) if "pmt_jenis" in answers else "",
        begun_on=begun,
        days=int(answers.get("pmt_hari", 0)),
        eaten="" if eaten is None else answer_text(form.question("pmt_habis"), eaten),
        finished=answers.get("pmt_selesai") is True,
        weight_then=None if then is None else then[1],
        weight_now=None if now is None else now[1],
        by=by,
    )


def _weighed_near(weights: Sequence[tuple[date, float | None]], day: date) -> tuple[date, float] | None:
    """Return the weighing nearest to a day, the earlier of two as near; None where none is near."""
    near = [
        (abs(measured - day), measured, weight)
        for measured, weight in weights
        if weight is not None and abs(measured - day) <= timedelta(days=NEAR_DAYS)
    ]
    return min(near)[1:] if near else None
