"""What the display of a Puskesmas shows and says is kept for all its computers, on both databases."""

from dataclasses import fields, replace
from datetime import time, timedelta

import pytest

from ilp_desktop.domain.errors import NotAllowed, WrongAnswers
from ilp_desktop.domain.queue.quiet_hours import QuietHours
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.services.queue.displays import DisplaySettings, DisplayWanted
from ilp_desktop.services.queue.queueing import Call
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of

WANTED = DisplayWanted("  Selamat   datang ", 3, 4, "22", "5.30")


def test_settings_begin_as_shipped_and_are_kept_as_the_head_wants_them(any_clinic: Clinic) -> None:
    displays = any_clinic.house.displays
    begun = displays.settings(any_clinic.desk)
    assert (begun.repetition, begun.last_calls, begun.quiet) == (2, 5, QuietHours(time(21), time(6)))
    any_clinic.house.facilities.set_je_endemic(any_clinic.head, endemic=True)
    displays.change(any_clinic.head, WANTED)
    assert displays.settings(any_clinic.desk) == DisplaySettings(
        "Selamat datang", 3, 4, QuietHours(time(22), time(5, 30))
    )
    assert any_clinic.house.facilities.je_endemic(any_clinic.head)
    assert "display" in any_clinic.database.feed.poll()
    with pytest.raises(NotAllowed):
        displays.change(any_clinic.desk, WANTED)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("repetition", 0),
        ("repetition", 4),
        ("last_calls", 0),
        ("last_calls", 9),
        ("running_text", "x" * 301),
        ("quiet_from", "25.00"),
        ("quiet_until", "malam"),
    ],
)
def test_wrong_setting_is_told_beside_its_field(clinic: Clinic, field: str, value: object) -> None:
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.displays.change(clinic.head, replace(WANTED, **{field: value}))  # type: ignore[arg-type]
    assert set(refused.value.fields) == {field}


def test_sample_ticket_is_nobodys(clinic: Clinic) -> None:
    sheet = clinic.house.displays.sample_ticket(clinic.head, 58)
    assert "A-000" in text_of(sheet.pdf)
    assert "bukan nomor antrean" in text_of(sheet.pdf)
    assert clinic.house.queueing.board(clinic.desk) == ()


def test_calls_of_today_are_newest_first_with_number_and_room_and_nothing_of_anybody(any_clinic: Clinic) -> None:
    house, calls = any_clinic.house, any_clinic.house.queueing
    assert {field.name for field in fields(Call)} == {"call_id", "number", "letter", "serial", "room", "at", "again"}
    room = next(each for each in house.facilities.rooms(any_clinic.doctor) if each.name == "Poli Dewasa")
    tickets = [any_clinic.visit(any_clinic.register(name).person_id) for name in ("Satu", "Dua", "Tiga")]
    for ticket in tickets[:2]:
        any_clinic.clock.forward(timedelta(seconds=5))
        house.queueing.call(any_clinic.doctor, ticket.ticket_id, room.id)
    any_clinic.clock.forward(timedelta(seconds=5))
    house.queueing.let_in(any_clinic.doctor, tickets[2].ticket_id, room.id, TicketStatus.WAITING)
    found = calls.calls(any_clinic.desk, 10)
    assert [(call.number, call.letter, call.serial, call.room) for call in found] == [
        ("B-002", "B", 2, "Poli Dewasa"),
        ("B-001", "B", 1, "Poli Dewasa"),
    ]
    any_clinic.clock.forward(timedelta(seconds=5))
    house.queueing.call(any_clinic.doctor, tickets[0].ticket_id, room.id)
    again = calls.calls(any_clinic.desk, 10)
    assert [call.number for call in again] == ["B-001", "B-002", "B-001"]
    assert again[0].call_id != found[1].call_id
    assert len(calls.calls(any_clinic.desk, 1)) == 1
    any_clinic.clock.forward(timedelta(days=1))
    assert calls.calls(any_clinic.desk, 10) == ()
