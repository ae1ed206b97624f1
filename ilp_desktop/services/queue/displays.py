"""What the queue display of a Puskesmas shows and says, as its head wants it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from db.models import Facility
from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.quiet_hours import QuietHours
from ilp_desktop.domain.typed.typed_time import parse_time
from ilp_desktop.printing.contents.ticket import QueueTicket
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import TicketSheet, ticket_sheet

SETTING = "queue_display"
SUBJECT = "display"
TABLE = "queue_display"
SAMPLE_NUMBER = "A-000"
SAMPLE_ROOM = "Contoh, bukan nomor antrean"


@dataclass(frozen=True)
class DisplaySettings:
    """What holds for every display of a Puskesmas.

    Attributes:
        running_text: what moves along the foot; may be empty.
        repetition: how often a call is said.
        last_calls: how many earlier calls are listed.
        quiet: when nothing is said aloud.
    """

    running_text: str
    repetition: int
    last_calls: int
    quiet: QuietHours


@dataclass(frozen=True)
class DisplayWanted:
    """Settings as typed: the hours are words that may be no time of day."""

    running_text: str
    repetition: int
    last_calls: int
    quiet_from: str
    quiet_until: str


class Displays:
    """The settings of the queue display, and the sheet that tries a ticket printer."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def settings(self, user: SignedIn) -> DisplaySettings:
        """Return what the display shows and says, as set or else as shipped."""
        with self._uow.reading(user, Act.SEE_FACILITY) as session:
            stored = session.get_one(Facility, user.facility_id).settings.get(SETTING, {})
        return _read(stored, self._uow.today(user))

    def change(self, user: SignedIn, wanted: DisplayWanted) -> None:
        """Change what every display of the Puskesmas shows and says; raises ``WrongAnswers``."""
        problems = display_problems(wanted, self._uow.today(user))
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
            facility = work.session.get_one(Facility, user.facility_id, with_for_update=True)
            facility.settings = {**facility.settings, SETTING: _written(wanted)}
            facility.row_version += 1
            work.touch(SUBJECT, facility.id, repetition=wanted.repetition, last_calls=wanted.last_calls)

    def sample_ticket(self, user: SignedIn, roll_mm: int) -> TicketSheet:
        """Return a ticket that is nobody's, to try a printer with."""
        with self._uow.reading(user, Act.SEE_FACILITY) as session:
            facility = profile_of(session, user.facility_id).name
        now = local_time(self._uow.clock.now(), user.time_zone)
        return ticket_sheet(QueueTicket(SAMPLE_NUMBER, SAMPLE_ROOM, now, "", facility), roll_mm)


def display_problems(wanted: DisplayWanted, day: date) -> dict[str, str]:
    """Return what is wrong with settings: field name to message."""
    limits = edition_on(TABLE, day).body["limits"]
    problems: dict[str, str] = {}
    if not 1 <= wanted.repetition <= limits["repetition_most"]:
        problems["repetition"] = f"Isi 1 sampai {limits['repetition_most']} kali."
    if not limits["last_calls_least"] <= wanted.last_calls <= limits["last_calls_most"]:
        problems["last_calls"] = f"Isi {limits['last_calls_least']} sampai {limits['last_calls_most']}."
    if len(wanted.running_text) > limits["running_text_letters"]:
        problems["running_text"] = f"Teks berjalan paling panjang {limits['running_text_letters']} huruf."
    for name in ("quiet_from", "quiet_until"):
        if problem := parse_time(getattr(wanted, name)).problem:
            problems[name] = problem
    return problems


def _read(stored: Mapping[str, Any], day: date) -> DisplaySettings:
    found = {**edition_on(TABLE, day).body["begin_with"], **stored}
    return DisplaySettings(
        running_text=str(found["running_text"]),
        repetition=int(found["repetition"]),
        last_calls=int(found["last_calls"]),
        quiet=QuietHours(time.fromisoformat(found["quiet_from"]), time.fromisoformat(found["quiet_until"])),
    )


def _written(wanted: DisplayWanted) -> dict[str, Any]:
    begin, end = parse_time(wanted.quiet_from).value, parse_time(wanted.quiet_until).value
    return {
        "running_text": " ".join(wanted.running_text.split()),
        "repetition": wanted.repetition,
        "last_calls": wanted.last_calls,
        "quiet_from": (begin or time()).isoformat("minutes"),
        "quiet_until": (end or time()).isoformat("minutes"),
    }
