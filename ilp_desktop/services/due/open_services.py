"""What of a few packages and forms is late, due or coming for one person, as a picture of them shows it."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from db.models import Person
from ilp_desktop.domain.permissions import Act
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_facts import load_facts
from ilp_desktop.services.due.due_services import services_shown
from ilp_desktop.services.due.due_store import DueStore, due_person
from ilp_desktop.services.due.offered_services import OPEN, OfferedService


class Wanted(NamedTuple):
    """Services by code, and whatever asks for one of some forms, on a day."""

    services: Collection[str]
    forms: Collection[str]
    day: date


def open_services(
    session: Session,
    store: DueStore,
    user: SignedIn,
    person: Person,
    wanted: Wanted,
) -> tuple[OfferedService, ...]:
    """Return what is open of what is wanted, the latest first."""
    services, forms, today = wanted
    edition = store.edition(session, user.facility_id, today)
    facts = load_facts(session, [due_person(person, today)], edition, today)[person.id]
    shown = services_shown(person.id, facts, edition, today, None, may_all=user.may(Act.SEE_RESTRICTED))
    items = [one for one in shown.items if one.state in OPEN and (one.service in services or one.form in forms)]
    return tuple(sorted(items, key=lambda one: (OPEN.index(one.state), one.rank)))


def services_of(package: str, day: date, *, restricted: bool) -> frozenset[str]:
    """Return the codes of a package's services, with the restricted ones or without."""
    rows = edition_on(package, day).body["service"]
    return frozenset(row["code"] for row in rows if restricted or not row.get("restricted"))
