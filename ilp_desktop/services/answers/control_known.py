"""What forms know of somebody's hypertension or diabetes: the registers, targets, and values that still count."""

from datetime import date

from sqlalchemy.orm import Session

from db.models import Person
from db.queries.chronic import Before, controlled_before
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.chronic.chronic_control import longest_judged_months, rhythm
from ilp_desktop.domain.chronic.chronic_follow_up import diseases_on
from ilp_desktop.domain.chronic.chronic_record import CONTROL_CODES, LASTING_FORMS, ChronicFile, Seen, taken_from
from ilp_desktop.domain.due.service_registers import chronic_prefixes, registers_on


def control_known(session: Session, person: Person, day: date) -> ChronicFile | None:
    """Return what control on a day rests on beside what is measured on it, in one statement; None for a child."""
    if person.birth_date > day or age_on(person.birth_date, day).years < rhythm(day)["adult_years"]:
        return None
    since = months_shifted(day, -longest_judged_months(day))
    wanted = Before(chronic_prefixes(day), CONTROL_CODES, LASTING_FORMS, since, day)
    diagnosed, measured = controlled_before(session, person.id, wanted)
    seen = tuple(
        Seen(register.code, row.day, by_doctor=False)
        for row in diagnosed
        for register in registers_on(day)
        if row.code.startswith(register.prefixes)
    )
    taken = tuple(taken_from(row.code, row.day, row.answers) for row in measured)
    return ChronicFile(person.birth_date, day, taken, seen, diseases=diseases_on(day))
