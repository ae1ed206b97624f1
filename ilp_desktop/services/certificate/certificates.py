"""Certificates: issued once with a number, made void with a reason, printed as often as needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Certificate, Encounter, Person, Staff
from db.queries.newest import newest_page, place_of
from ilp_desktop.clock import local_time, zone_word
from ilp_desktop.domain.care.certificate import (
    BRIDAL,
    DEATH,
    RESUME,
    CertificateDraft,
    CertificateFacts,
    CertificateRules,
    backdated,
    certificate_day,
    certificate_rules_on,
    doubts_of,
    problems_of,
)
from ilp_desktop.domain.care.premarital import PartStanding
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.restricted_diagnosis import is_restricted_diagnosis
from ilp_desktop.services.certificate.certificate_content import Package, Told, paper_of, taken_down
from ilp_desktop.services.certificate.certificate_reading import (
    Deceased,
    ask_facts_ahead,
    deceased,
    facts_of,
    partner_name,
    partner_of,
    titled,
)
from ilp_desktop.services.certificate.certificate_refusals import refusal_of, refusals_of
from ilp_desktop.services.certificate.certificate_rows import CertificateRow, row_of, told_row
from ilp_desktop.services.certificate.package_reading import PackageReader
from ilp_desktop.services.certificate.resume import Resumed, asked_for, paged, resumed
from ilp_desktop.services.chart.readers import RecordReaders
from ilp_desktop.services.chart.record_papers import QUIETLY, Progress
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.letters import next_letter
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.signers import signers, signing_problem
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import certificate_pdf
from ilp_desktop.services.person.couples import engaged_to
from ilp_desktop.services.record.late_writing import Unlikely

PAGE = 50


@dataclass(frozen=True)
class NewCertificate:
    """A certificate to issue; ``sure`` says that what was asked about is right."""

    client_id: UUID
    encounter_id: UUID
    draft: CertificateDraft
    sure: bool = False


@dataclass(frozen=True)
class CertificateOffer:
    """What certificates of a visit can be made of.

    Attributes:
        refused: by kind, why there can be none.
        measured: what was measured, by code of the measure.
        diagnoses: of the day, those that may be named.
        package: how the parts of the couple's package stand; None without its form.
        partner: name of the other of the couple on record, who is named where nobody else is; may be empty.
        signer: who is signed in, where allowed to sign.
    """

    day: date
    doctors: tuple[tuple[UUID, str], ...]
    signer: UUID | None
    refused: Mapping[str, str]
    measured: Mapping[str, str]
    diagnoses: tuple[tuple[str, str], ...]
    package: tuple[PartStanding, ...] | None
    death: Deceased | None
    partner: str = ""

    @property
    def rules(self) -> CertificateRules:
        """Return the kinds in force."""
        return certificate_rules_on(self.day)


class Certificates:
    """Certificates of this Puskesmas."""

    def __init__(self, uow: UnitOfWork, readers: RecordReaders) -> None:
        self._uow = uow
        self._codes = readers.codes
        self._readers = readers

    def offer(self, user: SignedIn, encounter_id: UUID) -> CertificateOffer:
        """Return what certificates of a visit can be made of."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            person, today = session.get_one(Person, encounter.person_id), self._uow.today(user)
            rules = certificate_rules_on(encounter.day)
            facts = self._facts(session, user, (encounter, person), today)
            doctors = signers(session, user.facility_id)
            return CertificateOffer(
                day=encounter.day,
                doctors=doctors,
                signer=user.staff_id if user.staff_id in {one for one, _ in doctors} else None,
                refused=refusals_of(session, rules, facts, encounter),
                measured=facts.measured,
                diagnoses=facts.diagnoses,
                package=facts.package,
                death=deceased(session, person),
                partner=partner_name(session, person),
            )

    def read_resume(self, user: SignedIn, wanted: NewCertificate, progress: Progress = QUIETLY) -> Resumed | None:
        """Read the visits of a resume, of which there may be hundreds, before anything is numbered or written."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            encounter = owned(session, user.facility_id, Encounter, wanted.encounter_id)
            return resumed(session, user, self._readers, encounter, wanted.draft, progress)

    def issue(self, user: SignedIn, wanted: NewCertificate, read: Resumed | None = None) -> CertificateRow:
        """Issue a certificate; a second asking with the same client id returns the first.

        ``read`` are the visits of a resume where they were read for it before. Raises ``WrongAnswers``, ``Unlikely``
        for what is asked about once, and ``UserError`` where there can be none.
        """
        visits = self._resumed(user, wanted, read) if wanted.draft.kind == RESUME else None
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            work.ahead(lambda: work.own(Encounter, wanted.encounter_id, locked=True))
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("certificate", earlier, repeated=True)
                return row_of(work.session, work.own(Certificate, earlier), work.today, user.time_zone)
            encounter = work.own(Encounter, wanted.encounter_id, locked=True)
            person = work.own(Person, encounter.person_id)
            rules = certificate_rules_on(encounter.day)
            kind = rules.kinds[wanted.draft.kind]
            ask_facts_ahead(work, encounter, person, wanted.draft.doctor_id)
            facts = self._facts(work.session, user, (encounter, person), work.today)
            refusal = refusal_of(work.session, kind, facts, encounter)
            if refusal:
                raise UserError(refusal, "Terbitkan dari kunjungan hari ini." if backdated(kind, facts) else "")
            work.ahead(work.number_ahead(kind.counter, str(certificate_day(kind, facts).year)))
            doctor = self._checked(work, person, wanted, rules, facts)
            told = replace(self._told(work, person, wanted.draft, rules, (facts, doctor)), resumed=visits)
            if kind.code == RESUME and visits is None:
                raise WrongAnswers({"since": "Tidak ada kunjungan pada periode ini."})
            row = Certificate(
                **work.stamp(),
                person_id=person.id,
                encounter_id=encounter.id,
                kind=kind.code,
                number=next_letter(work, kind.counter, kind.mark, told.day),
                day=told.day,
                doctor_id=doctor.id,
                content=taken_down(work.session, person, wanted.draft, rules, told),
                prints=0,
                void_reason="",
                row_version=1,
            )
            work.session.add(row)
            work.remember(wanted.client_id, row.id)
            work.touch("certificate", row.id, kind=kind.code, sure=wanted.sure)
            work.session.flush()
            return row_of(work.session, row, work.today, user.time_zone)

    def of_person(
        self, user: SignedIn, person_id: UUID, after: UUID | None = None, limit: int = PAGE
    ) -> tuple[CertificateRow, ...]:
        """Return the certificates of somebody behind one of them, the newest first, at most ``limit``."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            owned(session, user.facility_id, Person, person_id)
            wanted = (
                select(Certificate, Staff.name)
                .outerjoin(Staff, Staff.id == Certificate.voided_by)
                .where(Certificate.person_id == person_id)
            )
            rows = session.execute(newest_page(wanted, Certificate, place_of(session, Certificate, after), limit))
            today = self._uow.today(user)
            return tuple(told_row(row, by or "", today, user.time_zone) for row, by in rows)

    def void(self, user: SignedIn, certificate_id: UUID, version: int, reason: str) -> None:
        """Make a certificate void; it stays on record, and its number is not given again.

        Raises ``WrongAnswers`` without a reason, ``UserError`` when it is void already, and ``StaleRecord``.
        """
        told = told_reason(reason)
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = work.claim(Certificate, certificate_id, version)
            if row.voided_at is not None:
                raise UserError("Surat ini sudah batal.", "Muat ulang daftar.")
            row.voided_at, row.voided_by, row.void_reason = work.now, user.staff_id, told
            work.touch("certificate", row.id, void=True)

    def pdf(self, user: SignedIn, certificate_id: UUID, progress: Progress = QUIETLY) -> bytes:
        """Return the paper as it was issued, marked as a copy once it was printed, as void once it was made so."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            row = owned(session, user.facility_id, Certificate, certificate_id)
            self._uow.made_paper(user, row.person_id, "surat keterangan")
            paper = paper_of(row)
            profile = profile_of(session, user.facility_id)
        return certificate_pdf(paper, profile, paged(progress, len(paper.visits)))

    def note_printed(self, user: SignedIn, certificate_id: UUID) -> None:
        """Count a printing, and note it in the audit trail."""
        with self._uow.writing(user, Act.PRINT_PAPER) as work:
            row = work.own(Certificate, certificate_id, locked=True)
            row.prints += 1
            work.touch("certificate", row.id, printed=row.prints)

    def _resumed(self, user: SignedIn, wanted: NewCertificate, read: Resumed | None) -> Resumed | None:
        """Return the visits read for this very resume, or read them now."""
        if read is not None and read.asked == asked_for(wanted.encounter_id, wanted.draft):
            return read
        return self.read_resume(user, wanted)

    def _facts(
        self, session: Session, user: SignedIn, visit: tuple[Encounter, Person], today: date
    ) -> CertificateFacts:
        facts = facts_of(session, user, visit, certificate_rules_on(visit[0].day), today)
        return replace(
            facts,
            diagnoses=titled(facts.diagnoses, self._codes),
            found=titled(facts.found, self._codes),
            package=PackageReader.of(self._readers.screening.catalogue, user, today).package(session, visit[1]).begun,
        )

    def _checked(
        self, work: Work, person: Person, wanted: NewCertificate, rules: CertificateRules, facts: CertificateFacts
    ) -> Staff:
        """Return who signs; raises for whatever is wrong or wants to be asked."""
        draft = wanted.draft
        wrong = problems_of(draft, rules, facts)
        doctor = work.session.get(Staff, draft.doctor_id) if draft.doctor_id else None
        unsigned = signing_problem(doctor, work.facility_id, "Surat keterangan")
        wrong |= {"doctor_id": unsigned} if unsigned else {}
        if draft.tells_cause and draft.cause:
            if not self._codes.may_be_chosen(draft.cause):
                wrong["cause"] = "Kode ICD-10 ini tidak dikenal."
            elif is_restricted_diagnosis(draft.cause, person.birth_date, facts.day):
                wrong["cause"] = "Penyebab ini tidak ditulis pada surat; kosongkan atau pilih yang lain."
        if wrong or doctor is None:
            raise WrongAnswers(wrong)
        asked = doubts_of(draft, rules, facts)
        if asked and not wanted.sure:
            raise Unlikely(asked)
        return doctor

    def _told(
        self,
        work: Work,
        person: Person,
        draft: CertificateDraft,
        rules: CertificateRules,
        known: tuple[CertificateFacts, Staff],
    ) -> Told:
        session, kind = work.session, rules.kinds[draft.kind]
        facts, doctor = known
        told = Told(
            facts, certificate_day(kind, facts), doctor, zone=zone_word(local_time(work.now, work.user.time_zone))
        )
        if kind.code == DEATH:
            code = f"{draft.cause} {self._codes.title(draft.cause)}" if draft.cause else ""
            cause = "; ".join(part for part in (draft.cause_words.strip(), code) if part)
            return replace(told, death=deceased(session, person), cause=cause if draft.tells_cause else "")
        if kind.code != BRIDAL:
            return told
        if facts.package is None:
            raise UserError("Formulir calon pengantin belum diisi.", "Isi formulir catin di tab Skrining dahulu.")
        partner = self._partner(work, person, draft.partner.strip())
        return replace(told, package=_printed(facts.package), partner=partner)

    def _partner(self, work: Work, person: Person, typed: str) -> tuple[str, Package | None] | None:
        """Return the name of the other with their package: who was typed, else the other of the couple on record."""
        engaged = engaged_to(work.session, person.id)
        found = partner_of(work.session, work.facility_id, typed) if typed else engaged[1] if engaged else None
        if found is not None and found.id == person.id:
            raise WrongAnswers({"partner": "Itu nomor pasien ini sendiri."})
        if found is None:
            return (typed, None) if typed else None
        reader = PackageReader.of(self._readers.screening.catalogue, work.user, work.today)
        package = reader.package(work.session, found).begun
        return found.name, None if package is None else _printed(package)


def _printed(package: Sequence[PartStanding]) -> Package:
    return tuple((one.label, one.is_done) for one in package)
