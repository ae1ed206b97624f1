"""Why a visit can have no certificate of a kind."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Certificate, Encounter
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.certificate import CertificateFacts, CertificateKind, CertificateRules, backdated
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED


def refusals_of(
    session: Session, rules: CertificateRules, facts: CertificateFacts, encounter: Encounter
) -> dict[str, str]:
    """Return why a visit can have no certificate, by kind."""
    found = {code: refusal_of(session, kind, facts, encounter) for code, kind in rules.kinds.items()}
    return {code: why for code, why in found.items() if why}


def refusal_of(session: Session, kind: CertificateKind, facts: CertificateFacts, encounter: Encounter) -> str:
    """Return why a visit can have no certificate of a kind, or nothing."""
    if kind.of_the_dead and facts.died_on is None:
        return "Pasien ini tidak tercatat meninggal. Catat kematiannya dahulu."
    if not (kind.of_the_dead or kind.sums_up) and facts.died_on is not None:
        return f"Pasien ini tercatat meninggal {indonesian_date(facts.died_on)}."
    if encounter.destination == VISIT_CANCELLED:
        return "Kunjungan ini dibatalkan."
    if kind.of_the_dead:
        earlier = session.scalar(
            select(Certificate.number).where(
                Certificate.person_id == encounter.person_id,
                Certificate.kind == kind.code,
                Certificate.voided_at.is_(None),
            )
        )
        return f"Sudah terbit nomor {earlier}. Cetak ulang, atau batalkan dahulu." if earlier else ""
    return backdated(kind, facts)
