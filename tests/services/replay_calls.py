"""Every method about working without the server, with real arguments, and who may."""

from uuid import UUID

from ilp_desktop.domain.queue.visit_words import TicketAct, TicketStatus, Wish
from ilp_desktop.services.core.plain_values import plain
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.queue.arrivals import ARRIVAL
from ilp_desktop.services.queue.ticket_steps import QueueStep
from ilp_desktop.services.stand_in.conflict_rows import Decision, Listed
from ilp_desktop.services.stand_in.entries import Entry, Problem
from tests.house_fixtures import Clinic
from tests.services.calling import DESK, EVERYBODY, ROOM, Call, Known


def listed_conflict(clinic: Clinic) -> UUID:
    """Let a workstation have left something on the list."""
    by, client_id = clinic.desk, clinic.new_id()
    content = {"wanted": plain(Wish.GENERAL), "made": {}, "numbers": {}, "told": "P-501", "by": plain(by)}
    entry = Entry(client_id, ARRIVAL, clinic.clock.now(), by, Wish.GENERAL, {})
    clinic.house.replay_conflicts.put(Listed(entry, content, Problem.OTHER_NUMBER, "uji"))
    return client_id


def _repeat(house: House, user: SignedIn, known: Known) -> None:
    step = QueueStep(known.called, "B-001", TicketAct.HELD, TicketStatus.CALLED, {"status": TicketStatus.HELD.value})
    house.queueing.repeat(user, known.new_id(), step)


def _of_nobody(run: object) -> Call:
    return Call(EVERYBODY, run, of_record=False)  # type: ignore[arg-type]


REPLAY_CALLS = {
    "copy_keeping.refresh": _of_nobody(lambda house, user, _: house.copy_keeping.refresh(user)),
    "copy_keeping.is_ready": _of_nobody(lambda house, user, _: house.copy_keeping.is_ready(user)),
    "copy_keeping.reserve": _of_nobody(lambda house, user, _: house.copy_keeping.reserve(user)),
    "copy_keeping.renew": _of_nobody(lambda house, user, _: house.copy_keeping.renew(user)),
    "copy_keeping.tidy": _of_nobody(lambda house, user, _: house.copy_keeping.tidy(user)),
    "sending.waiting": _of_nobody(lambda house, user, _: house.sending.waiting(user)),
    "sending.send_next": _of_nobody(lambda house, user, _: house.sending.send_next(user)),
    "sending.end": _of_nobody(lambda house, user, _: house.sending.end(user)),
    "replay_conflicts.count": _of_nobody(lambda house, user, _: house.replay_conflicts.count(user)),
    "replay_conflicts.open_list": Call(
        EVERYBODY, lambda house, user, _: house.replay_conflicts.open_list(user), of_record=False
    ),
    "replay_conflicts.decide": Call(
        EVERYBODY, lambda house, user, known: house.replay_conflicts.decide(user, known.conflict, Decision.SEEN)
    ),
    "queueing.repeat": Call(frozenset({DESK, ROOM}), _repeat),
}
