"""What is on record of the chronic disease of people, read for one person as for five hundred."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Person
from db.queries.chronic import diagnosed_among, measured_among
from ilp_desktop.domain.chronic.chronic_follow_up import diseases_on
from ilp_desktop.domain.chronic.chronic_record import CONTROL_CODES, ChronicFile, Seen, Taken, place_of, taken_from
from ilp_desktop.domain.due.service_registers import registers_on
from ilp_desktop.services.pregnancy.antenatal_record import DOCTORS

TRENDS = (
    *("gd_ttgo", "berat", "tinggi", "lingkar_perut", "kolesterol_total", "ldl", "hdl", "trigliserida"),
    *("kreatinin", "elfg"),
)


def chronic_files(
    session: Session, people: Sequence[Person], day: date, pregnant: Collection[UUID] = ()
) -> dict[UUID, ChronicFile]:
    """Return what is on record of people until a day, in two statements."""
    keys = [one.id for one in people]
    codes = {*CONTROL_CODES, *TRENDS}
    taken: dict[UUID, list[Taken]] = defaultdict(list)
    for row in measured_among(session, keys, codes, day):
        place = place_of(row.form_code, row.place)
        taken[row.person_id].append(taken_from(row.form_code, row.day, row.answers, codes, place))
    registers = {one.code: one.prefixes for one in registers_on(day)}
    diseases = diseases_on(day)
    prefixes = {one.register: registers[one.register] for one in diseases}
    seen: dict[UUID, list[Seen]] = defaultdict(list)
    for found in diagnosed_among(session, keys, [prefix for some in prefixes.values() for prefix in some], day):
        register = next(code for code, some in prefixes.items() if found.code.startswith(some))
        seen[found.person_id].append(Seen(register, found.day, found.profession in DOCTORS))
    return {
        one.id: ChronicFile(
            one.birth_date, day, tuple(taken[one.id]), tuple(seen[one.id]), one.id in pregnant, diseases
        )
        for one in people
    }
