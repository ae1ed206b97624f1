"""People in the small Puskesmas for whom something is due, and lists of them as tests ask for."""

from datetime import date, timedelta
from uuid import UUID

from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_rows import DueFilter, DueRow, DueState, Place
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from tests.house_fixtures import TODAY, Clinic

BORN = date(1970, 5, 17)
MINOR_BORN = date(2010, 5, 17)
EVERYWHERE = Place()


def adult(clinic: Clinic, name: str, **changes: object) -> UUID:
    """Register a man of 56, for whom much is late; ``changes`` as in a registration."""
    return clinic.register(name, **{"birth_date": BORN, "sex": Sex.MALE} | changes).person_id


def pregnant(clinic: Clinic, name: str, birth_date: date, weeks: int = 10, **changes: object) -> UUID:
    """Register a woman ten weeks pregnant, or as many as are said."""
    person = clinic.register(name, birth_date=birth_date, **changes).person_id
    started = NewPregnancy(clinic.new_id(), person, TODAY - timedelta(weeks=weeks), 1, 0, 0)
    clinic.house.pregnancies.start(clinic.doctor, started)
    return person


def names(
    clinic: Clinic, user: SignedIn, *services: str, place: Place = EVERYWHERE, state: DueState = DueState.DUE
) -> list[str]:
    """Return who stands in a list."""
    return [row.name for row in rows(clinic, user, *services, place=place, state=state)]


def rows(
    clinic: Clinic, user: SignedIn, *services: str, place: Place = EVERYWHERE, state: DueState = DueState.DUE
) -> tuple[DueRow, ...]:
    """Return the rows of a list."""
    return clinic.house.due_lists.listed(user, DueFilter(place, services, state), None, 100)


def codes(row: DueRow) -> list[str]:
    """Return the codes of the services of a row."""
    return [one.name.code for one in row.services]
