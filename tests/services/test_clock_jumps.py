"""The clock of a computer without a server jumps while the program runs: nothing gets a wrong day, and it is said."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from db.models import Audit, Encounter, Ticket
from ilp_desktop.clock import CarriedClock, SteppingClock
from ilp_desktop.domain.permissions import Role
from tests.house_fixtures import MORNING, TODAY, Clinic

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
JUMPS = (-2_600 * DAY, -DAY, -60 * MINUTE, 60 * MINUTE, DAY, 3_650 * DAY)


class Computer:
    """A computer whose clock somebody sets, and its counter, which nobody sets."""

    def __init__(self) -> None:
        self.clock = SteppingClock(MORNING)
        self.seconds = 0.0
        self.carried = CarriedClock(self.clock, lambda: self.seconds)

    def pass_by(self, span: timedelta) -> None:
        """Let time go by."""
        self.clock.forward(span)
        self.seconds += span.total_seconds()


@pytest.mark.parametrize("jump", JUMPS)
def test_after_a_jump_the_time_is_carried_on_until_the_clock_is_as_it_was(jump: timedelta) -> None:
    computer = Computer()
    computer.pass_by(5 * MINUTE)
    computer.clock.forward(jump)
    computer.pass_by(20 * MINUTE)
    assert computer.carried.now() == MORNING + 25 * MINUTE
    apart = computer.carried.apart()
    assert apart is not None
    assert (apart.shown - apart.carried, apart.carried) == (jump, MORNING + 25 * MINUTE)
    computer.clock.forward(-jump)
    assert (computer.carried.apart(), computer.carried.now()) == (None, MORNING + 25 * MINUTE)


@pytest.mark.parametrize("jump", JUMPS)
def test_a_clock_that_somebody_says_is_right_is_followed(jump: timedelta) -> None:
    computer = Computer()
    computer.clock.forward(jump)
    computer.carried.follow()
    computer.pass_by(MINUTE)
    assert (computer.carried.apart(), computer.carried.now()) == (None, MORNING + jump + MINUTE)


@pytest.mark.parametrize("minutes", [-10, -1, 1, 10])
def test_small_corrections_are_followed_at_once_and_days_of_sleep_are_no_jump(minutes: int) -> None:
    computer = Computer()
    computer.clock.forward(minutes * MINUTE)
    assert computer.carried.now() == MORNING + minutes * MINUTE
    computer.pass_by(3 * DAY)
    assert computer.carried.now() == MORNING + minutes * MINUTE + 3 * DAY


@pytest.fixture
def computer(clinic: Clinic) -> Iterator[Computer]:
    """Let the Puskesmas go by the clock of a computer that may jump."""
    found = Computer()
    found.clock.set(clinic.clock.now())
    uow = clinic.house.uow
    before, uow.clock, uow.carried = uow.clock, found.carried, found.carried
    found.carried.follow()
    yield found
    uow.clock, uow.carried = before, None


def _days(clinic: Clinic) -> list[tuple[object, str]]:
    with clinic.database.reading() as session:
        rows = session.execute(
            select(Encounter.day, Ticket.letter, Ticket.number)
            .join(Ticket, Ticket.encounter_id == Encounter.id)
            .order_by(Ticket.number)
        )
        return [(row.day, f"{row.letter}-{row.number}") for row in rows]


@pytest.mark.parametrize("jump", JUMPS)
def test_whoever_comes_after_a_jump_gets_todays_day_and_the_next_number(
    clinic: Clinic, computer: Computer, jump: timedelta
) -> None:
    clinic.visit(clinic.register("Siti Awal").person_id)
    computer.clock.forward(jump)
    computer.pass_by(MINUTE)
    clinic.visit(clinic.register("Budi Kedua").person_id)
    assert _days(clinic) == [(TODAY, "B-1"), (TODAY, "B-2")]
    apart = clinic.house.clock_doubts.apart(clinic.desk)
    assert apart is not None
    assert abs(apart.shown - apart.carried) == abs(jump)


def test_who_says_that_the_clock_is_right_stands_in_the_trail(clinic: Clinic, computer: Computer) -> None:
    doubts, shown = clinic.house.clock_doubts, computer.clock.now() + DAY
    doubts.follow(clinic.desk)  # nothing is apart: nothing is written
    computer.clock.forward(DAY)
    doubts.follow(clinic.desk)
    assert doubts.apart(clinic.desk) is None
    assert clinic.house.uow.today(clinic.desk) == TODAY + DAY
    with clinic.database.reading() as session:
        rows = session.scalars(select(Audit).where(Audit.subject == "data")).all()
    (row,) = [one for one in rows if "clock" in (one.detail or {})]
    assert row.staff_id == clinic.desk.staff_id
    assert row.detail is not None
    assert datetime.fromisoformat(row.detail["clock"]) == shown
    assert Role.REGISTRATION in clinic.desk.roles
