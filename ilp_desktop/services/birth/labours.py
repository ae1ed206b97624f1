"""Labours: observations over time, their partograph on the screen and on paper."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Birth, LabourObservation, Person, Pregnancy, Staff
from ilp_desktop.clock import instant_of, local_time
from ilp_desktop.domain.birth.partograph import Examined, checks_late, progress, signs_in
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age, gpa_text
from ilp_desktop.printing.contents.partograph import PartographHead, PartographPaper
from ilp_desktop.services.birth.labour_data import (
    FRACTIONS,
    MEASURED,
    NUMBERS,
    WORDS,
    LabourFile,
    NewObservation,
    ObservationRow,
    observation_problems,
)
from ilp_desktop.services.birth.partograph_sheet import partographs_of
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.seen import CLINICAL_SHEET
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import partograph_pdf
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of

LONGEST_REASON = 120


class Labours:
    """Partographs of this Puskesmas."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def file(self, user: SignedIn, pregnancy_id: UUID) -> LabourFile:
        """Return the partograph of a pregnancy as it stands now."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            pregnancy = owned(session, user.facility_id, Pregnancy, pregnancy_id)
            return labour_file(session, pregnancy, self._uow.clock.now(), user.time_zone)

    def observe(self, user: SignedIn, wanted: NewObservation) -> UUID:
        """Store what was measured at a moment; raises ``WrongAnswers`` or ``UserError``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("labour", earlier, repeated=True)
                return earlier
            row = _write(work, wanted)
            work.remember(wanted.client_id, row.id)
            return row.id

    def correct(self, user: SignedIn, observation_id: UUID, wanted: NewObservation, reason: str) -> UUID:
        """Put an observation in the place of a wrong one, which stays on record with the reason."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("labour", earlier, repeated=True)
                return earlier
            _void(work, observation_id, reason)
            row = _write(work, wanted)
            work.remember(wanted.client_id, row.id)
            return row.id

    def remove(self, user: SignedIn, observation_id: UUID, reason: str) -> None:
        """Take an observation off the partograph; it stays on record with the reason."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            _void(work, observation_id, reason)

    def pdf(self, user: SignedIn, pregnancy_id: UUID) -> bytes:
        """Return the partograph, an A4 page for each chart."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            pregnancy = owned(session, user.facility_id, Pregnancy, pregnancy_id)
            self._uow.made_paper(user, pregnancy.person_id, CLINICAL_SHEET)
            file = labour_file(session, pregnancy, self._uow.clock.now(), user.time_zone)
            head = _head(session, pregnancy, file)
            printed = local_time(self._uow.clock.now(), user.time_zone)
            profile = profile_of(session, user.facility_id)
        return partograph_pdf(PartographPaper(head, partographs_of(file), user.name, printed), profile)


def labour_file(session: Session, pregnancy: Pregnancy, now: datetime, time_zone: str) -> LabourFile:
    """Return the partograph of a pregnancy at a moment; one that has ended is judged at its end."""
    of_labour = (Birth.pregnancy_id == pregnancy.id, Birth.hour_known)
    born_at = session.scalar(select(func.min(Birth.born_at)).where(*of_labour))
    rows = _rows(session, pregnancy.id, time_zone)
    here = local_time(min(now, born_at) if born_at is not None else now, time_zone)
    examined = [Examined(row.at, row.values["cervix_cm"]) for row in rows if "cervix_cm" in row.values]
    stands = progress(examined, here, first_birth=pregnancy.para == 0)
    last_seen = {name: row.at for row in rows for name in row.values}
    return LabourFile(
        pregnancy_id=pregnancy.id,
        last_period_on=pregnancy.last_period_on,
        para=pregnancy.para,
        rows=rows,
        progress=stands,
        late=checks_late(last_seen, here) if stands.lines is not None and pregnancy.ended_on is None else (),
        ended_on=pregnancy.ended_on,
        delivered_at=None if born_at is None else local_time(born_at, time_zone),
    )


def _rows(session: Session, pregnancy_id: UUID, time_zone: str) -> tuple[ObservationRow, ...]:
    found = session.execute(
        select(LabourObservation, Staff.name)
        .join(Staff, Staff.id == LabourObservation.recorded_by)
        .where(LabourObservation.pregnancy_id == pregnancy_id, LabourObservation.voided_at.is_(None))
        .order_by(LabourObservation.at, LabourObservation.recorded_at)
    )
    rows = []
    for row, name in found:
        at = local_time(row.at, time_zone)
        values = {key: value for key in MEASURED if (value := getattr(row, key)) not in (None, "")}
        rows.append(ObservationRow(row.id, at, values, name, signs_in(values, at.date())))
    return tuple(rows)


def _write(work: Work, wanted: NewObservation) -> LabourObservation:
    pregnancy = work.own(Pregnancy, wanted.pregnancy_id, locked=True)
    problems = observation_problems(wanted, work.today) | _moment_problems(work, pregnancy, wanted)
    if problems or wanted.day is None or wanted.hour is None:
        raise WrongAnswers(problems)
    values: dict[str, Any] = {name: _number(name, getattr(wanted, name)) for name in NUMBERS}
    values |= {name: getattr(wanted, name).strip() for name in WORDS}
    row = LabourObservation(
        **work.stamp(),
        pregnancy_id=pregnancy.id,
        at=instant_of(wanted.day, wanted.hour, work.user.time_zone),
        **values,
    )
    work.session.add(row)
    work.session.flush()
    work.touch("labour", row.id)
    work.touch("pregnancy", pregnancy.id)
    return row


def _number(name: str, value: float | None) -> float | int | None:
    return value if value is None or name in FRACTIONS else int(value)


def _moment_problems(work: Work, pregnancy: Pregnancy, wanted: NewObservation) -> dict[str, str]:
    """Return why nothing can have been measured at a moment: not yet, after the birth, or twice at once."""
    if wanted.hour is None or wanted.day is None:
        return {"hour": "Isi jam pemeriksaan."} if wanted.hour is None else {"day": "Isi tanggalnya."}
    at = instant_of(wanted.day, wanted.hour, work.user.time_zone)
    if at > work.now:
        return {"hour": "Jam ini belum tiba."}
    if not pregnancy.last_period_on <= wanted.day <= (pregnancy.ended_on or work.today):
        return {"day": "Sebelum HPHT, atau sesudah persalinan."}
    same = _in_force(pregnancy.id).where(LabourObservation.at == at)
    if work.session.scalar(same) is not None:
        return {"hour": "Jam ini sudah tercatat: perbaiki barisnya."}
    return {}


def _in_force(pregnancy_id: UUID) -> Any:
    return select(LabourObservation.id).where(
        LabourObservation.pregnancy_id == pregnancy_id, LabourObservation.voided_at.is_(None)
    )


def void_labour(work: Work, pregnancy_id: UUID, reason: str) -> None:
    """Take everything off a partograph inside a transaction; it stays on record with the reason."""
    for observation_id in work.session.scalars(_in_force(pregnancy_id)).all():
        _void(work, observation_id, reason)


def _void(work: Work, observation_id: UUID, reason: str) -> None:
    row = work.own(LabourObservation, observation_id, locked=True)
    if row.voided_at is not None:
        raise StaleRecord("Baris ini baru saja diubah orang lain.", "Buka kembali partografnya.")
    if not reason.strip():
        raise WrongAnswers({"reason": "Tulis alasan perbaikan."})
    if len(reason.strip()) > LONGEST_REASON:
        raise WrongAnswers({"reason": f"Alasan paling panjang {LONGEST_REASON} huruf."})
    row.void_reason, row.voided_at = reason.strip(), work.now
    work.session.flush()
    work.touch("labour", row.id, void=row.void_reason)
    work.touch("pregnancy", row.pregnancy_id)


def _head(session: Session, pregnancy: Pregnancy, file: LabourFile) -> PartographHead:
    mother = session.get_one(Person, pregnancy.person_id)
    if not file.rows:
        raise UserError("Partograf masih kosong.", "Catat pemeriksaan pertama, lalu cetak.")
    first = file.rows[0].at
    numbers = numbers_of(session, mother.id)
    ruptured = _first_liquor(file.rows)
    return PartographHead(
        name=mother.name,
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        gpa=gpa_text(pregnancy.gravida, pregnancy.para, pregnancy.abortus),
        gestation=gestational_age(pregnancy.last_period_on, max(first.date(), pregnancy.last_period_on)).text,
        began_at=first,
        ruptured_at=ruptured,
        standing=() if file.progress.standing is None else (file.progress.standing,),
    )


def _first_liquor(rows: Iterable[ObservationRow]) -> datetime | None:
    """Return when the membranes were first found ruptured."""
    return next((row.at for row in rows if row.values.get("liquor", "U") != "U"), None)
