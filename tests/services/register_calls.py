"""The calls of registers, as ``every_call`` names all others."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY
from tests.services.calling import ROOM, Call, Known

WANTED = RegisterFilter("register_toddler", TODAY.year)


def _unheard(_fraction: float, _text: str) -> None:
    """Hear nothing of how far it is."""


def _export(house: House, user: SignedIn, _known: Known) -> object:
    with TemporaryDirectory() as folder:
        return house.register_papers.export(user, WANTED, Path(folder) / "kohort.xlsx", _unheard)


def _summaries(house: House, user: SignedIn, _known: Known) -> object:
    with TemporaryDirectory() as folder:
        return house.register_papers.summaries(user, WANTED, Path(folder) / "kia.pdf", _unheard)


CLINICIANS = frozenset({ROOM})
REGISTER_CALLS = {
    "registers.offered": Call(CLINICIANS, lambda house, user, _: house.registers.offered(user), of_record=False),
    "registers.head": Call(CLINICIANS, lambda house, user, _: house.registers.head(user, WANTED), of_record=False),
    "registers.tallies": Call(
        CLINICIANS, lambda house, user, _: house.registers.tallies(user, WANTED), of_record=False
    ),
    "registers.listed": Call(
        CLINICIANS, lambda house, user, _: house.registers.listed(user, WANTED, None, 50), of_record=False
    ),
    "chronic.picture": Call(CLINICIANS, lambda house, user, known: house.chronic.picture(user, known.mother)),
    "elderly.picture": Call(CLINICIANS, lambda house, user, known: house.elderly.picture(user, known.mother)),
    "mental.picture": Call(CLINICIANS, lambda house, user, known: house.mental.picture(user, known.mother)),
    "contraception.picture": Call(
        CLINICIANS, lambda house, user, known: house.contraception.picture(user, known.mother)
    ),
    "cancer.picture": Call(CLINICIANS, lambda house, user, known: house.cancer.picture(user, known.mother)),
    "work.picture": Call(CLINICIANS, lambda house, user, known: house.work.picture(user, known.mother)),
    "register_papers.export": Call(CLINICIANS, _export, of_record=False),
    "register_papers.summaries": Call(CLINICIANS, _summaries, of_record=False),
}
