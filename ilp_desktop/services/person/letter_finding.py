"""Finding whom a letter is about by its number."""

from typing import Any

from sqlalchemy import CompoundSelect, select, true, union
from sqlalchemy.orm import Session

from db.models import Birth, Certificate, PersonSearch, Referral
from db.queries.person_search import details
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.person.person_finding import Hit


def find_by_letter(session: Session, user: SignedIn, number: str) -> list[Hit]:
    """Return whom the certificate, referral or birth letter of this number is about.

    A restricted referral leads nobody without leave to anybody.
    """
    facility_id = user.facility_id
    open_referral = true() if user.may(Act.SEE_RESTRICTED) else Referral.restricted.is_(False)
    people: CompoundSelect[Any] = union(
        select(Certificate.person_id).where(Certificate.facility_id == facility_id, Certificate.number == number),
        select(Referral.person_id).where(Referral.facility_id == facility_id, Referral.number == number, open_referral),
        select(Birth.child_id).where(Birth.facility_id == facility_id, Birth.letter_number == number),
    )
    lines = session.scalars(select(PersonSearch.id).where(PersonSearch.person_id.in_(people))).all()
    return [Hit(row, with_slips=False) for row in details(session, lines).values()]
