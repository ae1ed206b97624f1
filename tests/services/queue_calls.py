"""Every method about numbers and the queue that came after the first ones, with real arguments, and who may."""

from collections.abc import Callable

from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.queue.visit_words import Wish
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.start.setup import NewRoom
from tests.house_fixtures import TODAY
from tests.services.calling import DESK, EVERYBODY, OFFICE, ROOM, Call, Known

CLERK, BOTH, HEAD = frozenset({DESK}), frozenset({DESK, ROOM}), frozenset({OFFICE})


def _close(house: House, user: SignedIn, known: Known) -> None:
    rooms = known.clinic.house.facilities.rooms(known.clinic.doctor)
    house.facilities.close_room(user, next(room.id for room in rooms if room.klaster == 3))


def _of_nobody(roles: frozenset[Role], run: Callable[[House, SignedIn, Known], object]) -> Call:
    return Call(roles, run, of_record=False)


QUEUE_CALLS = {
    "arrivals.take": _of_nobody(
        CLERK, lambda house, user, known: house.arrivals.take(user, known.new_id(), Wish.GENERAL)
    ),
    "arrivals.counters": _of_nobody(EVERYBODY, lambda house, user, _: house.arrivals.counters(user)),
    "arrivals.call_next": _of_nobody(CLERK, lambda house, user, _: house.arrivals.call_next(user, "Loket 1")),
    "arrivals.call_again": Call(
        CLERK, lambda house, user, known: house.arrivals.call_again(user, known.number, "Loket 1")
    ),
    "queueing.calls": _of_nobody(EVERYBODY, lambda house, user, _: house.queueing.calls(user)),
    "queueing.unserved": _of_nobody(EVERYBODY, lambda house, user, _: house.queueing.unserved(user, TODAY)),
    "queueing.last_day": _of_nobody(EVERYBODY, lambda house, user, _: house.queueing.last_day(user)),
    "queueing.rule": _of_nobody(EVERYBODY, lambda house, user, _: house.queueing.rule(user)),
    "queueing.skip": Call(BOTH, lambda house, user, known: house.queueing.skip(user, known.called)),
    "queueing.hold": Call(BOTH, lambda house, user, known: house.queueing.hold(user, known.called)),
    "queue_repairs.undo": Call(BOTH, lambda house, user, known: house.queue_repairs.undo(user, known.called)),
    "queue_repairs.give": Call(
        CLERK, lambda house, user, known: house.queue_repairs.give(user, known.called, known.other)
    ),
    "queue_repairs.cancel": Call(
        BOTH, lambda house, user, known: house.queue_repairs.cancel(user, known.called, "salah cetak")
    ),
    "waiting_times.today": _of_nobody(EVERYBODY, lambda house, user, _: house.waiting_times.today(user)),
    "facilities.change_room": Call(
        HEAD,
        lambda house, user, known: house.facilities.change_room(user, known.room, NewRoom("Ruang Baru", 2, "A")),
    ),
    "facilities.close_room": Call(HEAD, _close),
}
