"""The calls of visits written down later."""

from datetime import time, timedelta

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.services.record.late_writing import LateVisit
from tests.house_fixtures import TODAY
from tests.services.calling import DESK, ROOM, Call, Known

BOTH = frozenset({DESK, ROOM})


def paper(known: Known) -> LateVisit:
    """Return a line of the paper about the neighbour."""
    day, user = TODAY - timedelta(days=3), known.clinic.doctor
    return LateVisit(
        known.new_id(), known.other, day, time(9, 15), user.staff_id, Klaster.ADULT_ELDERLY, Payer.SELF, sick=True
    )


LATE_CALLS = {
    "late_entries.add": Call(BOTH, lambda house, user, known: house.late_entries.add(user, paper(known))),
    "late_entries.listed": Call(BOTH, lambda house, user, _: house.late_entries.listed(user, TODAY), of_record=False),
    "late_entries.people_on_duty": Call(
        BOTH, lambda house, user, _: house.late_entries.people_on_duty(user), of_record=False
    ),
}
