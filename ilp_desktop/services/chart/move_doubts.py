"""What speaks against moving a visit to another person: what cannot be, with the way out, and what should be known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from db.models import (
    AdverseEvent,
    Allergy,
    Birth,
    Certificate,
    Delivery,
    Diagnosis,
    DoseGiven,
    Encounter,
    FormResponse,
    LabourObservation,
    PastBaby,
    Person,
    Pregnancy,
    Referral,
    Ticket,
)
from ilp_desktop.clock import day_began
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.certificate import RESUME
from ilp_desktop.domain.care.diagnosis_fit import Fit, fitting
from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.queue_order import ticket_text
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED, Leaving
from ilp_desktop.domain.restricted_diagnosis import is_restricted_diagnosis
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import Header, Sensitivity
from ilp_desktop.services.answers.form_facts import facts_of
from ilp_desktop.services.answers.stored_answers import in_force
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.immunisation.dose_names import dose_name
from ilp_desktop.services.person.maternal import may_know_pregnancy
from ilp_desktop.services.queue.ticket_steps import OPEN

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MoveDoubts:
    """Looks at one visit, whose it is and whose it shall be."""

    session: Session
    user: SignedIn
    visit: Encounter
    old: Person
    new: Person
    catalogue: Catalogue
    today: date

    def refusals(self) -> tuple[tuple[str, str], ...]:
        """Return what keeps the visit from moving, each with what is to be done first."""
        return tuple(self._refusals())

    def warnings(self) -> tuple[str, ...]:
        """Return what should be known before."""
        return tuple(self._warnings())

    def _refusals(self) -> Iterator[tuple[str, str]]:
        new, day = self.new, self.visit.day
        if self.old.id == new.id:
            yield "Kunjungan ini sudah ada dalam rekam medis orang ini.", "Pilih orang lain."
            return
        if self.visit.destination == VISIT_CANCELLED:
            yield "Kunjungan ini dibatalkan.", "Buka kunjungan baru di Loket."
        if new.birth_date > day:
            yield f"Orang tujuan belum lahir pada {indonesian_date(day)}.", "Periksa tanggal lahirnya di Loket."
        if new.left_why == Leaving.DIED.value and new.left_on is not None and new.left_on < day:
            yield f"Orang tujuan meninggal {indonesian_date(new.left_on)}.", "Periksa catatan kematiannya di Loket."
        if self._delivered():
            yield (
                "Persalinan dengan bayinya tercatat pada hari kunjungan ini dan tidak dapat ikut.",
                "Batalkan catatan persalinan di 2 Ibu & Anak, Persalinan; catat lagi pada ibu yang benar.",
            )
        for number in self._papers():
            yield (
                f"Surat keterangan {number} terbit dengan nama orang yang lama.",
                "Batalkan suratnya di tab Dokumen; terbitkan lagi setelah kunjungannya pindah.",
            )
        for dose in self._doses(same_day=True):
            yield (
                f"{self._dose_name(dose)} tanggal {indonesian_date(dose.given_on)} sudah tercatat pada orang tujuan.",
                "Batalkan salah satunya di tab Imunisasi, lalu pindahkan.",
            )

    def _papers(self) -> Iterator[str]:
        """Give the numbers of certificates in force that were issued at the visit, or tell of it."""
        rows = self.session.execute(
            select(Certificate.encounter_id, Certificate.number, Certificate.content)
            .where(
                or_(
                    Certificate.encounter_id == self.visit.id,
                    and_(Certificate.person_id == self.old.id, Certificate.kind == RESUME),
                ),
                Certificate.voided_at.is_(None),
            )
            .order_by(Certificate.number)
        )
        for row in rows:
            if row.encounter_id == self.visit.id or str(self.visit.id) in row.content.get("covers", ()):
                yield row.number

    def _delivered(self) -> bool:
        """Say whether a delivery hangs on this visit: recorded on its day, of the woman it stands with."""
        began = day_began(self.visit.day, self.user.time_zone)
        span = (began, began + ONE_DAY)
        births = select(Birth.id).where(
            Birth.mother_id == self.old.id, or_(_within(Birth.recorded_at, span), _within(Birth.born_at, span))
        )
        deliveries = select(Delivery.id).where(Delivery.mother_id == self.old.id, _within(Delivery.recorded_at, span))
        known = (self.session.scalar(one.limit(1)) for one in (births, deliveries))
        return any(one is not None for one in known)

    def _doses(self, *, same_day: bool) -> list[DoseGiven]:
        """Return doses of the visit that the other person has too: given that day, or of the same number."""
        mine = select(DoseGiven).where(DoseGiven.encounter_id == self.visit.id)
        theirs = list(self.session.scalars(select(DoseGiven).where(DoseGiven.person_id == self.new.id)))
        days = {(dose.antigen, dose.given_on) for dose in theirs}
        numbers = {(dose.antigen, dose.dose) for dose in theirs}
        found = []
        for dose in self.session.scalars(mine):
            clashes = (dose.antigen, dose.given_on) in days
            if clashes if same_day else (not clashes and (dose.antigen, dose.dose) in numbers):
                found.append(dose)
        return found

    def _dose_name(self, dose: DoseGiven) -> str:
        return dose_name(dose.antigen, dose.dose, dose.given_on)

    def _warnings(self) -> Iterator[str]:
        old, new, day = self.old, self.new, self.visit.day
        if old.sex is not new.sex:
            yield f"Jenis kelamin berbeda: {old.sex.word}, tujuan {new.sex.word}."
        if new.birth_date <= day and age_on(old.birth_date, day).years != age_on(new.birth_date, day).years:
            ages = (age_on(one.birth_date, day).text for one in (old, new))
            yield "Umur pada hari itu: {}, tujuan {}; kelas hasil ukur dihitung ulang.".format(*ages)
        yield from self._unfit_forms()
        yield from self._unfit_diagnoses()
        for dose in self._doses(same_day=False):
            yield f"{self._dose_name(dose)} sudah pernah diberikan kepada orang tujuan: menjadi ganda."
        yield from self._same_day()
        yield from self._letters_and_reports()
        yield from self._left_behind()

    def _unfit_forms(self) -> Iterator[str]:
        """Give the forms that are not meant for the other person; of a restricted one no title to who may not know."""
        if self.new.birth_date > self.visit.day:
            return
        codes = self.session.scalars(
            select(FormResponse.form_code).where(FormResponse.encounter_id == self.visit.id, in_force())
        )
        values = facts_of(self.session, self.new, self.visit.day).values
        listed = {header.code: header for header in self.catalogue.listed(self.visit.day)}
        for code in sorted(codes):
            header = listed.get(code)
            if header is not None and header.audience is not None and not header.audience.holds(values):
                yield f"Formulir {self._titled(header)} tidak ditujukan untuk orang tujuan."

    def _titled(self, header: Header) -> str:
        """Return what a form is called; whoever sees no records is told no title."""
        hidden = header.sensitivity is Sensitivity.RESTRICTED or not self._reads
        return "terbatas" if hidden else f"«{header.title}»"

    @property
    def _reads(self) -> bool:
        return may_know_pregnancy(self.user, self.old.birth_date, self.visit.day) and may_know_pregnancy(
            self.user, self.new.birth_date, self.visit.day
        )

    def _unfit_diagnoses(self) -> Iterator[str]:
        """Give the diagnoses that do not fit sex or age of the other person, as far as the reader may know of them."""
        day = self.visit.day
        if self.new.birth_date > day or not (self._reads and self.user.may(Act.SEE_RECORD)):
            return
        codes = select(Diagnosis.code).where(Diagnosis.encounter_id == self.visit.id).order_by(Diagnosis.rank)
        for code in self.session.scalars(codes):
            hidden = is_restricted_diagnosis(code, self.old.birth_date, day) and not self.user.may(Act.SEE_RESTRICTED)
            found = fitting(code, self.new.sex, self.new.birth_date, day)
            if found.fit is not Fit.FITS and not hidden:
                yield f"Diagnosis tidak sesuai untuk orang tujuan: {found.words}"

    def _same_day(self) -> Iterator[str]:
        other = select(Encounter.id).where(
            Encounter.person_id == self.new.id,
            Encounter.day == self.visit.day,
            Encounter.destination != VISIT_CANCELLED,
        )
        if self.session.scalar(other.limit(1)) is not None:
            yield "Orang tujuan sudah punya kunjungan pada hari itu; sesudah dipindah ada dua."
        tickets = self.session.scalars(
            select(Ticket).where(Ticket.encounter_id == self.visit.id, Ticket.status.in_(OPEN))
        )
        for ticket in tickets:
            number = ticket_text(ticket.letter, ticket.number)
            yield f"Nomor {number} masih dalam antrean; nomornya tetap, namanya menjadi orang tujuan."

    def _letters_and_reports(self) -> Iterator[str]:
        letters = select(Referral.number).where(
            Referral.encounter_id == self.visit.id, Referral.state != ReferralState.VOID.value
        )
        if not self.user.may(Act.SEE_RESTRICTED):
            letters = letters.where(Referral.restricted.is_(False))
        for number in self.session.scalars(letters.order_by(Referral.number)):
            yield f"Surat {number} terbit atas nama {self.old.name}; tarik suratnya dan terbitkan yang baru."
        reports = self.session.scalars(select(AdverseEvent).where(AdverseEvent.encounter_id == self.visit.id))
        mine = set(map(str, self.session.scalars(select(DoseGiven.id).where(DoseGiven.encounter_id == self.visit.id))))
        if any(set(map(str, report.dose_ids)) - mine for report in reports):
            yield "Laporan KIPI menunjuk imunisasi dari kunjungan lain, yang tidak ikut."

    def _left_behind(self) -> Iterator[str]:
        """Give what was written that day about the former person and hangs on no visit, so that it stays."""
        began = day_began(self.visit.day, self.user.time_zone)
        span = (began, began + ONE_DAY)
        kinds: list[tuple[str, Any, Any]] = [("alergi", Allergy, Allergy.person_id)]
        if may_know_pregnancy(self.user, self.old.birth_date, self.visit.day):
            kinds += [
                ("kehamilan", Pregnancy, Pregnancy.person_id),
                ("riwayat persalinan", PastBaby, PastBaby.person_id),
            ]
        for word, model, owner in kinds:
            count = self._count(model, owner == self.old.id, span)
            if count:
                yield f"{count} {word} yang dicatat hari itu tidak ikut; perbaiki pada rekam medis asal bila keliru."
        labours = self._labours(span)
        if labours and self._reads:
            yield f"{labours} catatan partograf hari itu tidak ikut; batalkan pada rekam medis asal bila keliru."

    def _count(self, model: Any, mine: Any, span: tuple[Any, Any]) -> int:
        wanted = select(func.count()).select_from(model).where(mine, _within(model.recorded_at, span))
        return self.session.scalar(wanted) or 0

    def _labours(self, span: tuple[Any, Any]) -> int:
        wanted = (
            select(func.count())
            .select_from(LabourObservation)
            .join(Pregnancy, Pregnancy.id == LabourObservation.pregnancy_id)
            .where(Pregnancy.person_id == self.old.id, _within(LabourObservation.recorded_at, span))
        )
        return self.session.scalar(wanted) or 0


def _within(column: Any, span: tuple[Any, Any]) -> Any:
    return and_(column >= span[0], column < span[1])
