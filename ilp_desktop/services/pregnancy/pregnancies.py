"""Pregnancies: starting, correcting, dating and ending one, and what its antenatal visits say so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Person, Pregnancy
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.domain.growth.body_measures import assess_bmi_before_pregnancy
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.antenatal_contacts import AntenatalContact, ContactSummary, count_contacts
from ilp_desktop.domain.pregnancy.mother_class import ClassCount, count_classes
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age, gpa_text, trimester
from ilp_desktop.domain.pregnancy.pregnancy_dating import Dating
from ilp_desktop.domain.pregnancy.pregnancy_past import EarlierBaby, gpa_difference, obstetric_past
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.pregnancy.antenatal_record import (
    ANC_FORM,
    AntenatalRow,
    ToldContact,
    antenatal_among,
    antenatal_visits,
    class_meetings,
    first_scan,
    open_pregnancy,
    told_contacts,
)
from ilp_desktop.services.pregnancy.earlier_babies import BabyRow, babies_among, besides
from ilp_desktop.services.pregnancy.pregnancy_inputs import (
    CorrectedPregnancy,
    EndedPregnancy,
    NewPregnancy,
    ScanDecision,
    told_problems,
)
from ilp_desktop.services.pregnancy.pregnancy_trace import PregnancyStep, ScanOffer, scan_offer, steps_of
from ilp_desktop.services.pregnancy.pregnancy_writing import (
    claimed_open,
    stored_dating,
    write_correction,
    write_end,
    write_scan_decision,
    write_start,
)

__all__ = [
    "ANC_FORM",
    "AntenatalRow",
    "CorrectedPregnancy",
    "EndedPregnancy",
    "NewPregnancy",
    "Pregnancies",
    "PregnancyFile",
    "ScanDecision",
    "antenatal_visits",
    "open_pregnancy",
    "pregnancy_file",
    "pregnancy_files",
]


@dataclass(frozen=True)
class PregnancyFile:
    """A pregnancy in progress.

    Attributes:
        last_period_on: the day weeks are counted from; ``dating.told_period`` is the HPHT itself.
        bmi_before: class of the body mass index before the pregnancy; None without height and weight.
        contacts: K1 to K6 as they stand today, those elsewhere among them.
        visits: antenatal visits here, the first first.
        offer: a scan of a visit which says otherwise than the dating, and about which nobody decided yet.
        elsewhere: contacts copied from the Buku KIA.
        gpa_note: in what the GPA and the history on record differ.
        earlier: births and losses before it, the earliest first.
    """

    id: UUID
    version: int
    person_id: UUID
    last_period_on: date
    due_on: date
    dating_method: str
    gestation: str
    gestation_days: int
    trimester: int
    gpa: str
    counts: tuple[int, int, int]
    height_cm: float | None
    weight_before_kg: float | None
    bmi_before: Assessment | None
    contacts: ContactSummary
    visits: tuple[AntenatalRow, ...]
    dating: Dating
    classes: ClassCount
    babies_expected: int | None = None
    offer: ScanOffer | None = None
    elsewhere: tuple[ToldContact, ...] = field(default=())
    gpa_note: str = ""
    earlier: tuple[EarlierBaby, ...] = ()


class Pregnancies:
    """Pregnancies of the women of this Puskesmas."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def start(self, user: SignedIn, wanted: NewPregnancy) -> UUID:
        """Start a pregnancy from the HPHT, a scan or the fundal height; raises ``WrongAnswers`` or ``UserError``."""
        problems = told_problems(wanted, self._uow.today(user), wanted.seen_on)
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("pregnancy", earlier, repeated=True)
                return earlier
            pregnancy_id = write_start(work, wanted)
            work.remember(wanted.client_id, pregnancy_id)
            return pregnancy_id

    def correct(self, user: SignedIn, wanted: CorrectedPregnancy) -> None:
        """Correct what was told of a pregnancy in progress; what stood before stays to be seen."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            write_correction(work, wanted)

    def decide_scan(self, user: SignedIn, wanted: ScanDecision) -> None:
        """Date a pregnancy by the scan offered, or keep its dating; raises ``StaleRecord`` without that offer."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = claimed_open(work, wanted.pregnancy_id, wanted.version)
            offer = scan_offer(stored_dating(row), first_scan(antenatal_visits(work.session, row)))
            if offer is None or offer.scan != wanted.scan:
                raise StaleRecord("Hasil USG pada kunjungan itu sudah berubah.", "Buka kembali halamannya.")
            write_scan_decision(work, row, wanted.scan, use_scan=wanted.use_scan)

    def end(self, user: SignedIn, wanted: EndedPregnancy) -> None:
        """Record how and when a pregnancy ended; raises ``WrongAnswers`` or ``StaleRecord``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            write_end(work, wanted)

    def current(self, user: SignedIn, person_id: UUID) -> PregnancyFile | None:
        """Return the pregnancy in progress with its antenatal visits, or None."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            pregnancy = open_pregnancy(session, owned(session, user.facility_id, Person, person_id).id)
            return None if pregnancy is None else pregnancy_file(session, pregnancy, self._uow.today(user))

    def steps(self, user: SignedIn, pregnancy_id: UUID) -> tuple[PregnancyStep, ...]:
        """Return what was changed of a pregnancy, by whom and when, the latest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            row = owned(session, user.facility_id, Pregnancy, pregnancy_id)
            return steps_of(session, row.id, user.time_zone)


def pregnancy_file(session: Session, pregnancy: Pregnancy, today: date) -> PregnancyFile:
    """Return a pregnancy with what its visits say on a day."""
    return pregnancy_files(session, {pregnancy: today})[pregnancy.id]


def pregnancy_files(session: Session, days: Mapping[Pregnancy, date]) -> dict[UUID, PregnancyFile]:
    """Return each of some pregnancies as it stood on a day of its own, in a few statements however many they are."""
    visits = antenatal_among(session, days)
    elsewhere = told_contacts(session, days)
    babies = babies_among(session, {one.person_id for one in days})
    meetings = class_meetings(session, visits)
    return {
        one.id: _file_on(
            one,
            day,
            tuple(row for row in visits[one.id] if row.day <= day),
            tuple(row for row in elsewhere[one.id] if row.day <= day),
            besides(babies[one.person_id], one.id),
            meetings[one.id],
        )
        for one, day in days.items()
    }


def _file_on(
    pregnancy: Pregnancy,
    today: date,
    visits: tuple[AntenatalRow, ...],
    elsewhere: tuple[ToldContact, ...],
    babies: tuple[BabyRow, ...],
    meetings: Mapping[date, bool],
) -> PregnancyFile:
    age = gestational_age(pregnancy.last_period_on, today)
    contacts = [AntenatalContact(visit.day, visit.by_doctor) for visit in visits]
    contacts += [AntenatalContact(row.day, row.by_doctor, told=True) for row in elsewhere]
    dating = stored_dating(pregnancy)
    earlier = tuple(row.baby for row in babies)
    past = obstetric_past(earlier, today)
    return PregnancyFile(
        id=pregnancy.id,
        version=pregnancy.row_version,
        person_id=pregnancy.person_id,
        last_period_on=pregnancy.last_period_on,
        due_on=pregnancy.due_on,
        dating_method=pregnancy.dating_method,
        gestation=age.text,
        gestation_days=age.total_days,
        trimester=trimester(age, today),
        gpa=gpa_text(pregnancy.gravida, pregnancy.para, pregnancy.abortus),
        counts=(pregnancy.gravida, pregnancy.para, pregnancy.abortus),
        height_cm=pregnancy.height_cm,
        weight_before_kg=pregnancy.weight_before_kg,
        bmi_before=_bmi_before(pregnancy),
        contacts=count_contacts(pregnancy.last_period_on, contacts, today),
        visits=visits,
        dating=dating,
        classes=count_classes(meetings, today),
        babies_expected=pregnancy.babies_expected,
        offer=scan_offer(dating, first_scan(visits)) if pregnancy.ended_on is None else None,
        elsewhere=elsewhere,
        gpa_note=gpa_difference(pregnancy.para, pregnancy.abortus, past) if babies else "",
        earlier=earlier,
    )


def _bmi_before(pregnancy: Pregnancy) -> Assessment | None:
    if pregnancy.height_cm is None or pregnancy.weight_before_kg is None:
        return None
    return assess_bmi_before_pregnancy(pregnancy.weight_before_kg, pregnancy.height_cm, pregnancy.last_period_on)
