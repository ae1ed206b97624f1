"""The parts of a klaster's waiting list: which there are, changing them, and moving a number from one to another."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from db.models import Facility
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.sub_rooms import SubRoom, sub_room_problems
from ilp_desktop.domain.queue.visit_words import Stage, TicketAct, TicketStatus
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.queue.sub_room_choice import SETTING, sub_rooms_at
from ilp_desktop.services.queue.ticket_steps import number_of, open_ticket, take_step

LONGEST_NAME = 16
CHANGED = ("code", "label", "sick", "from_months", "until_months", "active")


class SubRooms:
    """Parts of the waiting lists."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def listed(self, user: SignedIn) -> tuple[SubRoom, ...]:
        """Return the parts of every klaster that has some, those out of use too."""
        with self._uow.reading(user, Act.SEE_FACILITY, without_server=True) as session:
            return sub_rooms_at(session, user.facility_id, self._uow.today(user))

    def change(self, user: SignedIn, wanted: SubRoom) -> None:
        """Change name, ages and use of a part; who waits already stays where they wait. Raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
            facility = work.session.get_one(Facility, user.facility_id, with_for_update=True)
            parts = sub_rooms_at(work.session, facility.id, work.today)
            if wanted.code not in {one.code for one in parts}:
                raise UserError("Bagian ini tidak ada.", "Muat ulang daftar.")
            problems = sub_room_problems(wanted, parts, LONGEST_NAME)
            if problems:
                raise WrongAnswers(problems)
            stored = [_stored(wanted if one.code == wanted.code else one) for one in parts]
            facility.settings = {**facility.settings, SETTING: stored}
            facility.row_version += 1
            work.touch("facility", facility.id, sub_room=wanted.code, active=wanted.active)

    def move(self, user: SignedIn, ticket_id: UUID, code: str) -> str:
        """Let somebody wait in another part of the same list, under the same number, and return that part's name.

        They keep the time they have waited, whether they were served elsewhere before or not, so that going on to a
        second part is no second waiting from the start.
        """
        with self._uow.writing(user, Act.MANAGE_QUEUE, without_server=True) as work:
            ticket = open_ticket(work, ticket_id)
            parts = sub_rooms_at(work.session, work.facility_id, work.today)
            part = next((one for one in parts if one.code == code and one.active), None)
            if part is None or ticket.stage != Stage.KLASTER.value or ticket.klaster != part.klaster.value:
                raise UserError(f"Nomor {number_of(ticket)} tidak dapat menunggu di bagian itu.", "Muat ulang daftar.")
            if ticket.sub_room == code and ticket.status == TicketStatus.WAITING.value:
                raise UserError(f"Nomor {number_of(ticket)} sudah menunggu di {part.label}.", "")
            changes: dict[str, Any] = {
                "sub_room": code,
                "status": TicketStatus.WAITING.value,
                "called_at": None,
                "called_room_id": None,
                "placed_at": None,
                "place": "",
            }
            take_step(work, ticket, TicketAct.SORTED, changes, part=code)
            return part.label


def _stored(one: SubRoom) -> dict[str, Any]:
    """Return what a Puskesmas may change of a part, as it lies in its settings."""
    everything = asdict(one)
    return {name: everything[name] for name in CHANGED} | {"label": " ".join(one.label.split())}
