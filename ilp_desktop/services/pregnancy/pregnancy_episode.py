"""What belongs to a pregnancy besides its visits here: contacts elsewhere, and the class for expectant mothers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import MotherClass, Pregnancy, PregnancyContact
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.pregnancy.antenatal_record import antenatal_among, antenatal_days, class_meetings, class_rows

LONGEST_PLACE = 80


@dataclass(frozen=True)
class NewContact:
    """An antenatal visit somewhere else, as the Buku KIA says it."""

    client_id: UUID
    pregnancy_id: UUID
    day: date | None
    by_doctor: bool | None
    place: str = ""


@dataclass(frozen=True)
class NewMeeting:
    """A class meeting a woman came to; ``accompanied`` by her husband or family."""

    client_id: UUID
    pregnancy_id: UUID
    day: date | None
    accompanied: bool | None


@dataclass(frozen=True)
class Meeting:
    """A class meeting; ``id`` is None where a tick at an antenatal visit says so."""

    id: UUID | None
    day: date
    accompanied: bool


class PregnancyEpisodes:
    """Contacts elsewhere and class meetings of the pregnancies of this Puskesmas."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def add_contact(self, user: SignedIn, wanted: NewContact) -> UUID:
        """Copy a contact from the Buku KIA; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("pregnancy", wanted.pregnancy_id, repeated=True)
                return earlier
            pregnancy = _running(work, wanted.pregnancy_id)
            problems = _day_problem(wanted.day, pregnancy, work.today)
            if wanted.by_doctor is None:
                problems["by_doctor"] = "Pilih siapa yang memeriksa."
            problems |= too_long(wanted, {"place": ("Tempat", LONGEST_PLACE)})
            if not problems and wanted.day is not None:
                problems = _contact_twice(work, pregnancy, wanted.day)
            if problems:
                raise WrongAnswers(problems)
            row = PregnancyContact(
                **work.stamp(),
                pregnancy_id=pregnancy.id,
                day=wanted.day,
                by_doctor=bool(wanted.by_doctor),
                place=wanted.place.strip(),
            )
            return _stored(work, pregnancy, row, wanted.client_id)

    def remove_contact(self, user: SignedIn, contact_id: UUID, reason: str) -> None:
        """Take back a contact that was copied wrongly."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            _remove(work, work.own(PregnancyContact, contact_id, locked=True), reason)

    def add_meeting(self, user: SignedIn, wanted: NewMeeting) -> UUID:
        """Record that a woman came to the class; a second time on a day only says whether she was accompanied."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("pregnancy", wanted.pregnancy_id, repeated=True)
                return earlier
            pregnancy = _running(work, wanted.pregnancy_id)
            problems = _day_problem(wanted.day, pregnancy, work.today)
            if wanted.accompanied is None:
                problems["accompanied"] = "Pilih ya atau tidak."
            if not problems and any(row.day == wanted.day for row in class_rows(work.session, [pregnancy.id])):
                problems["day"] = "Kehadiran pada hari ini sudah tercatat."
            if problems:
                raise WrongAnswers(problems)
            row = MotherClass(
                **work.stamp(), pregnancy_id=pregnancy.id, day=wanted.day, accompanied=bool(wanted.accompanied)
            )
            return _stored(work, pregnancy, row, wanted.client_id)

    def remove_meeting(self, user: SignedIn, meeting_id: UUID, reason: str) -> None:
        """Take back a class meeting that was recorded wrongly."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            _remove(work, work.own(MotherClass, meeting_id, locked=True), reason)

    def meetings(self, user: SignedIn, pregnancy_id: UUID) -> tuple[Meeting, ...]:
        """Return the class meetings of a pregnancy, the first first; ticks at visits are among them."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            row = owned(session, user.facility_id, Pregnancy, pregnancy_id)
            stored = {one.day: one.id for one in class_rows(session, [row.id])}
            days = class_meetings(session, antenatal_among(session, [row]))[row.id]
            return tuple(Meeting(stored.get(day), day, days[day]) for day in sorted(days))


def _running(work: Work, pregnancy_id: UUID) -> Pregnancy:
    pregnancy = work.own(Pregnancy, pregnancy_id, locked=True)
    if pregnancy.ended_on is not None:
        raise StaleRecord("Akhir kehamilan ini sudah tercatat.", "Buka kembali halamannya.")
    return pregnancy


def _day_problem(day: date | None, pregnancy: Pregnancy, today: date) -> dict[str, str]:
    if day is None:
        return {"day": "Isi tanggalnya."}
    if day > today:
        return {"day": "Tanggal ini belum terjadi."}
    if day < pregnancy.last_period_on:
        return {"day": f"Sebelum kehamilan ini, yang dihitung sejak {indonesian_date(pregnancy.last_period_on)}."}
    return {}


def _contact_twice(work: Work, pregnancy: Pregnancy, day: date) -> dict[str, str]:
    told = select(PregnancyContact.id).where(
        PregnancyContact.pregnancy_id == pregnancy.id,
        PregnancyContact.day == day,
        PregnancyContact.removed_at.is_(None),
    )
    if work.session.scalar(told) is not None:
        return {"day": "Kontak pada tanggal ini sudah dicatat."}
    here = day in antenatal_days(work.session, pregnancy)
    return {"day": "Pada tanggal ini ibu diperiksa di sini; kontaknya sudah dihitung."} if here else {}


def _stored(work: Work, pregnancy: Pregnancy, row: PregnancyContact | MotherClass, client_id: UUID) -> UUID:
    work.session.add(row)
    work.remember(client_id, row.id)
    _told(work, pregnancy, added=row.__tablename__)
    return row.id


def _remove(work: Work, row: PregnancyContact | MotherClass, reason: str) -> None:
    if not reason.strip():
        raise WrongAnswers({"reason": "Isi alasannya."})
    if row.removed_at is not None:
        raise UserError("Catatan ini sudah dihapus.", "Buka kembali halamannya.")
    row.removed_at = work.now
    _told(work, work.own(Pregnancy, row.pregnancy_id), removed=row.__tablename__, reason=reason.strip())


def _told(work: Work, pregnancy: Pregnancy, **detail: str) -> None:
    work.touch("pregnancy", pregnancy.id, **detail)
    work.touch("person", pregnancy.person_id)
    work.due_for(pregnancy.person_id)
