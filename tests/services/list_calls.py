"""The calls of the lists of who is due, as ``every_call`` names all others."""

from ilp_desktop.services.due_rows import DueFilter, Place
from ilp_desktop.services.house import House
from ilp_desktop.services.invitation_rows import Again, InvitationFilter
from ilp_desktop.services.signed_in import SignedIn
from tests.services.calling import EVERYBODY, Call, Known
from tests.services.invited import invitation


def _invite(house: House, user: SignedIn, known: Known) -> object:
    return house.invitations.create(user, invitation(known.clinic, known.other, again=Again.INVITE))


LIST_CALLS = {
    "due_lists.counts": Call(EVERYBODY, lambda house, user, _: house.due_lists.counts(user), of_record=False),
    "due_lists.totals": Call(EVERYBODY, lambda house, user, _: house.due_lists.totals(user, Place()), of_record=False),
    "due_lists.listed": Call(
        EVERYBODY, lambda house, user, _: house.due_lists.listed(user, DueFilter(), None, 50), of_record=False
    ),
    "due_lists.of_place": Call(
        EVERYBODY, lambda house, user, _: house.due_lists.of_place(user, DueFilter(), 50), of_record=False
    ),
    "invitations.form": Call(EVERYBODY, lambda house, user, _: house.invitations.form(user), of_record=False),
    "invitations.create": Call(EVERYBODY, _invite),
    "invitations.listed": Call(
        EVERYBODY, lambda house, user, _: house.invitations.listed(user, InvitationFilter(), None, 50), of_record=False
    ),
    "invitations.message": Call(
        EVERYBODY, lambda house, user, known: house.invitations.message(user, known.invitation)
    ),
    "invitations.mark": Call(
        EVERYBODY, lambda house, user, known: house.invitations.mark(user, known.invitation, has_come=True)
    ),
}
