"""Who is pregnant or nifas by the record, and where that may be told to everybody."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Person
from db.queries.visit_opening import is_maternal
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.signed_in import SignedIn


def is_maternal_on(session: Session, person_id: UUID, today: date) -> bool:
    """Tell whether a pregnancy is in progress or a child was born so lately that its mother is nifas."""
    since = today - timedelta(days=edition_on("triage", today).body["postnatal"]["until_days"])
    return is_maternal(session, person_id, since)


def is_openly_maternal(session: Session, person: Person, today: date) -> bool:
    """Tell the same of those alone of whom everybody may know it: the record says nothing of a child to the desk."""
    return not is_kept_private(person.birth_date, today) and is_maternal_on(session, person.id, today)


def may_know_pregnancy(user: SignedIn, birth_date: date, day: date) -> bool:
    """Say whether a user may be told of a pregnancy, nifas or family planning of somebody of that birth date."""
    return user.may(Act.SEE_RESTRICTED) or not is_kept_private(birth_date, day)
