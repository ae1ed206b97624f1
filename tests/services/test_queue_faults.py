"""The queue when things go wrong: twelve programs at once, a full disk, a clock set back, a program killed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - the test is about several programs at once
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import Database
from ilp_desktop.clock import ServerClock, SystemClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.queue.visit_words import Wish
from ilp_desktop.identity import Identities
from ilp_desktop.services.house import build_house
from tests.house_fixtures import Clinic, Opener, Users, opened
from tests.printing.reading import text_of
from tests.services.test_arrivals import take

PROGRAMS, EACH = 12, 6


def take_and_call(clinic: Clinic) -> tuple[list[str], list[str]]:
    """Let numbers be taken and called in turn; return both."""
    taken, called = [], []
    for _ in range(EACH):
        taken.append(take(clinic).number)
        row = clinic.house.arrivals.call_next(clinic.desk, "Loket 1")
        called.append(row.number if row else "")
    return taken, called


def take_until_stopped(clinic: Clinic, handed_out: list[int]) -> None:
    """Take numbers until something stops it, counting them."""
    for _ in range(500):
        take(clinic)
        handed_out.append(1)


def test_twelve_programs_issue_and_call_without_a_number_twice_lost_or_left_out(
    any_opener: tuple[Opener, Users],
) -> None:
    open_database, users = any_opener
    clinics = [opened(open_database(), users) for _ in range(PROGRAMS)]
    with ThreadPoolExecutor(PROGRAMS) as programs:
        results = list(programs.map(take_and_call, clinics))
    taken = sorted(number for numbers, _ in results for number in numbers)
    called = sorted(number for _, numbers in results for number in numbers)
    expected = [f"P-{number:03}" for number in range(1, PROGRAMS * EACH + 1)]
    assert taken == expected
    assert called == expected
    assert len(clinics[0].house.queueing.calls(users[0], 1000)) == PROGRAMS * EACH


def test_on_a_full_disk_no_number_is_handed_out_and_none_is_left_out_afterwards(clinic: Clinic) -> None:
    take(clinic)
    with clinic.database.engine.begin() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
    handed_out = [1]
    with pytest.raises(UserError, match="penuh"):
        take_until_stopped(clinic, handed_out)
    with clinic.database.engine.begin() as connection:
        connection.execute(text("PRAGMA max_page_count = 1073741823"))
    assert take(clinic).number == f"P-{sum(handed_out) + 1:03}"


def test_a_number_whose_paper_was_never_printed_is_valid_and_printed_by_another_program(
    open_copy: Callable[[], Database], sqlite_template: tuple[Path, Users]
) -> None:
    killed = opened(open_copy(), sqlite_template[1])
    number = take(killed, Wish.PRIORITY)
    killed.database.close()
    again = opened(open_copy(), sqlite_template[1])
    (row,) = again.house.queueing.board(again.desk)
    assert row.number == number.number
    assert number.number in text_of(again.house.visits.ticket_sheet(again.desk, row.ticket_id).pdf)
    called = again.house.arrivals.call_next(again.desk, "Loket 1")
    assert called is not None
    assert called.number == number.number


class Behind(SystemClock):
    """The clock of a workstation that is three days slow."""

    def now(self) -> datetime:
        return super().now() - timedelta(days=3)


def test_nobody_is_called_later_because_the_clock_was_set_back(any_clinic: Clinic) -> None:
    clock, queueing = any_clinic.clock, any_clinic.house.queueing
    for name in ("Siti Awal", "Budi Kedua"):
        any_clinic.visit(any_clinic.register(name).person_id)
        clock.forward(timedelta(minutes=10))
    clock.forward(timedelta(hours=-2))
    any_clinic.visit(any_clinic.register("Joko Mundur").person_id)
    clock.forward(timedelta(minutes=20))
    board = queueing.board(any_clinic.desk)
    minutes = [round((clock.now() - row.since).total_seconds() / 60) for row in board]
    assert [(row.name, waited) for row, waited in zip(board, minutes, strict=True)] == [
        ("Siti Awal", 30),
        ("Budi Kedua", 20),
        ("Joko Mundur", 20),
    ]


def test_a_clock_that_ran_ahead_for_a_while_turns_no_order_round(any_clinic: Clinic) -> None:
    for name, minutes in (("Siti Awal", 0), ("Budi Kedua", 300), ("Joko Ketiga", 1), ("Ani Betul", -290)):
        any_clinic.clock.forward(timedelta(minutes=minutes))
        any_clinic.visit(any_clinic.register(name).person_id)
    board = any_clinic.house.queueing.board(any_clinic.desk)
    assert [row.name for row in board] == ["Siti Awal", "Budi Kedua", "Joko Ketiga", "Ani Betul"]
    waited = [round((any_clinic.clock.now() - row.since).total_seconds() / 60) for row in board]
    assert waited == [11, 1, 0, 0]


def test_whoever_waits_past_midnight_is_counted_on_the_tab_as_in_the_list(any_clinic: Clinic) -> None:
    clock, queueing = any_clinic.clock, any_clinic.house.queueing
    clock.forward(timedelta(hours=16))  # 23.30
    any_clinic.visit(any_clinic.register("Siti Malam").person_id)
    clock.forward(timedelta(hours=1))
    (row,) = queueing.board(any_clinic.desk)
    assert queueing.waiting_counts(any_clinic.desk) == {row.klaster: 1}
    clock.forward(timedelta(hours=12))
    assert (queueing.board(any_clinic.desk), queueing.waiting_counts(any_clinic.desk)) == ((), {})


@pytest.mark.parametrize("any_opener", ["postgresql"], indirect=True)
def test_on_a_server_the_servers_clock_counts(any_opener: tuple[Opener, Users]) -> None:
    open_database, (desk, *_) = any_opener
    slow = Behind()
    house = build_house(open_database(), None, slow, Identities(slow))
    number = house.arrivals.take(desk, house.uow.identities.new(), Wish.GENERAL)
    assert abs(number.issued_at - SystemClock().now()) < timedelta(minutes=1)
    (row,) = house.queueing.board(desk)
    assert row.number == "P-001"


def test_the_told_time_runs_on_whatever_the_workstation_says() -> None:
    seconds = iter([0.0, 90.0, 90.0, 90.0])
    clock = ServerClock(Behind(), partial(next, seconds))
    noon = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
    assert clock.is_old()
    clock.tell(noon)
    assert clock.now() == noon + timedelta(seconds=90)
    assert clock.is_old()
