"""The calls of the lists of who is due, as ``every_call`` names all others."""

from ilp_desktop.services.due_rows import DueFilter, Place
from tests.services.calling import EVERYBODY, Call

LIST_CALLS = {
    "due_lists.counts": Call(EVERYBODY, lambda house, user, _: house.due_lists.counts(user), of_record=False),
    "due_lists.totals": Call(EVERYBODY, lambda house, user, _: house.due_lists.totals(user, Place()), of_record=False),
    "due_lists.listed": Call(
        EVERYBODY, lambda house, user, _: house.due_lists.listed(user, DueFilter(), None, 50), of_record=False
    ),
    "due_lists.of_place": Call(
        EVERYBODY, lambda house, user, _: house.due_lists.of_place(user, DueFilter(), 50), of_record=False
    ),
}
