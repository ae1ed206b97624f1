"""The calls of the lists of who is due, as ``every_call`` names all others."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_rows import DueFilter, Place
from ilp_desktop.services.due.invitation_rows import Again, InvitationFilter
from ilp_desktop.services.house import House
from tests.services.calling import EVERYBODY, Call, Known
from tests.services.invited import invitation


def _invite(house: House, user: SignedIn, known: Known) -> object:
    return house.invitations.create(user, invitation(known.clinic, known.other, again=Again.INVITE))


def _export(house: House, user: SignedIn, known: Known) -> object:
    with TemporaryDirectory() as folder:
        return house.due_papers.export(user, DueFilter(_village(known)), Path(folder) / "daftar.xlsx", _unheard)


def _village(known: Known) -> Place:
    return Place(known.clinic.village_id)


def _unheard(_fraction: float, _text: str) -> None:
    """Hear nothing of how far it is."""


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
    "due_papers.sweeping_list": Call(
        EVERYBODY,
        lambda house, user, known: house.due_papers.sweeping_list(user, DueFilter(_village(known)), _unheard),
        of_record=False,
    ),
    "due_papers.invitations": Call(
        EVERYBODY, lambda house, user, known: house.due_papers.invitations(user, known.batch, 4, _unheard)
    ),
    "due_papers.export": Call(EVERYBODY, _export, of_record=False),
}
