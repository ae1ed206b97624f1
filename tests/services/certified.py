"""Certificates as tests issue them."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models import Certificate
from ilp_desktop.domain.care.certificate import CertificateDraft
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.certificate.certificate_rows import CertificateRow
from ilp_desktop.services.certificate.certificates import NewCertificate
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts

VITALS = {"sistolik": "118", "diastolik": "76", "nadi": "80", "berat": "54,5", "tinggi": "158"}


def examine(clinic: Clinic, person_id: UUID, *codes: str, vitals: Mapping[str, str] = VITALS) -> UUID:
    """Examine somebody and return the visit, still open."""
    visit = clinic.visit(person_id).encounter_id
    forms = (FilledForm("vital_signs", dict(vitals)),) if vitals else ()
    given = tuple(GivenDiagnosis(code) for code in codes)
    wanted = Examination(clinic.new_id(), visit, 1, SoapNote(subjective="Meminta surat"), given, forms)
    clinic.house.encounters.record(clinic.doctor, wanted)
    return visit


def draft(clinic: Clinic, kind: str, **changes: object) -> CertificateDraft:
    """Return a certificate that is right in everything but what a test changes."""
    of_kind: dict[str, dict[str, object]] = {
        "sehat": {"purpose": "Melamar kerja", "colour": "normal", "conclusion": "sehat"},
        "sakit": {"first_day": TODAY, "last_day": TODAY},
        "catin": {},
        "kematian": {},
        "resume": {"purpose": "Klaim asuransi"},
    }
    blank = CertificateDraft(kind, doctor_id=clinic.doctor.staff_id)
    return replace(blank, **{**of_kind[kind], **changes})  # type: ignore[arg-type]


def issue(clinic: Clinic, visit: UUID, wanted: CertificateDraft, *, sure: bool = False) -> CertificateRow:
    """Issue a certificate as the doctor."""
    return clinic.house.certificates.issue(clinic.doctor, NewCertificate(clinic.new_id(), visit, wanted, sure))


def page(clinic: Clinic, certificate_id: UUID) -> str:
    """Return the text of the one page."""
    (found,) = page_texts(clinic.house.certificates.pdf(clinic.doctor, certificate_id))
    return found


def refused(clinic: Clinic, visit: UUID, wanted: CertificateDraft) -> dict[str, str]:
    """Return what is refused of a certificate; nothing is stored."""
    with pytest.raises(WrongAnswers) as told:
        issue(clinic, visit, wanted)
    with clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Certificate)) == 0
    return told.value.fields
