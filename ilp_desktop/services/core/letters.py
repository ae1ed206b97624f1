"""Numbers of letters: counted by kind and year inside the database, written as the Puskesmas does."""

from datetime import date

from db.models import Facility
from ilp_desktop.domain.care.letter_number import letter_number
from ilp_desktop.services.core.unit_of_work import Work


def next_letter(work: Work, counter: str, mark: str, day: date) -> str:
    """Return the next number of a kind of letter of the year it is dated in."""
    code = work.hold(Facility, work.facility_id).code
    return letter_number(work.next_number(counter, str(day.year)), mark, code, day)
