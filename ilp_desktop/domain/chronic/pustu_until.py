"""Until when the Pustu may hold the next control of somebody whom nobody sees meanwhile."""

from dataclasses import replace
from datetime import date

from ilp_desktop.domain.chronic.chronic_control import outlived_on
from ilp_desktop.domain.chronic.chronic_follow_up import ControlPlace, doctor_from, lost_from
from ilp_desktop.domain.chronic.chronic_record import ChronicFile


def doctors_own_from(file: ChronicFile) -> date | None:
    """Return the first day after that of the file on which the Pustu's next control becomes the doctor's by itself.

    None where it is the doctor's already, or nobody's.
    """
    coming = file.next_control()
    if coming is None or coming.place is not ControlPlace.PUSTU or file.last_doctor is None:
        return None
    lost = [lost_from(file.control_days(one)[-1], file.day) for one in file.own]
    latest = min(doctor_from(file.last_doctor, file.day), *lost)
    sooner = (day for day in sorted(outlived_on(file.readings, file.day)) if file.day < day < latest)
    return next((day for day in sooner if replace(file, day=day).lapsed), latest)
