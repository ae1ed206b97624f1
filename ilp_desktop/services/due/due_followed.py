"""What services due look at of somebody whose hypertension or diabetes is followed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row

from db.queries.due_events import BETWEEN, NO_VISIT
from ilp_desktop.domain.chronic.chronic_control import ControlState
from ilp_desktop.domain.chronic.chronic_follow_up import ControlPlace, diseases_on
from ilp_desktop.domain.chronic.chronic_record import ChronicFile, Seen, Taken, place_of, taken_from
from ilp_desktop.domain.chronic.pustu_until import doctors_own_from
from ilp_desktop.domain.due.service_plan import CONTROL, INSIDE, SENT_BACK
from ilp_desktop.domain.due.service_registers import DOCTORS_OWN, PUSTU


@dataclass(frozen=True)
class Followed:
    """How chronic diseases stood at the last control; of it only ``control_at`` changes by itself.

    Attributes:
        on_target: by register whether it was under control, where that is known.
        control_at: where the next control is, as conditions ask for it.
        changes_on: the day from which that is the doctor's although nothing happened; None where it is already.
        events: the days of controls by register and at the Puskesmas, and since when somebody is sent back to it.
    """

    on_target: Mapping[str, bool] = field(default_factory=dict)
    control_at: str = ""
    changes_on: date | None = None
    events: Mapping[str, tuple[date, ...]] = field(default_factory=dict)


class ChronicRows:
    """Takes the rows of one person that tell of chronic disease, what was measured the earliest day first."""

    def __init__(self) -> None:
        self._taken: list[tuple[str, Taken]] = []
        self._seen: list[Seen] = []

    def see(self, register: str, day: date, *, by_doctor: bool) -> None:
        """Take a diagnosis of a register, in any order."""
        self._seen.append(Seen(register, day, by_doctor))

    def take(self, row: Row[Any]) -> None:
        """Take what a response measured; those of a day stand in the order in which they were written down."""
        written, _, where = row.value.rpartition(BETWEEN)
        place = place_of(row.key, None if where == NO_VISIT else where)
        self._taken.append((written, taken_from(row.key, row.day, row.detail, place=place)))

    def followed(self, birth_date: date, today: date, *, pregnant: bool) -> Followed:
        """Return how the chronic diseases of the person stood at the last control, and where the next one is."""
        if not self._seen:
            return Followed()
        taken = tuple(one for _, one in sorted(self._taken, key=lambda pair: (pair[1].day, pair[0])))
        seen = tuple(sorted(self._seen, key=lambda one: one.day))
        return followed_by(ChronicFile(birth_date, today, taken, seen, pregnant, diseases_on(today)))


def followed_by(file: ChronicFile) -> Followed:
    """Return what services due look at of what is on record."""
    coming = file.next_control()
    if coming is None:
        return Followed()
    judged = {
        register: state is ControlState.CONTROLLED
        for register, state in file.states_at_last.items()
        if state is not ControlState.NOT_JUDGED
    }
    events = {f"{CONTROL}:{one.register}": file.control_days(one) for one in file.own}
    events[INSIDE] = file.controls_inside
    if coming.at_once:
        events[SENT_BACK] = (coming.on,)
    at = PUSTU if coming.place is ControlPlace.PUSTU else DOCTORS_OWN
    return Followed(judged, at, doctors_own_from(file), events)
