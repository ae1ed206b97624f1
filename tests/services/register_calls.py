"""The calls of registers, as ``every_call`` names all others."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.ncd.outside_control import OutsideControl
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.services.calling import ROOM, Call, Known
from tests.services.chronic_story import pressure

WANTED = RegisterFilter("register_toddler", TODAY.year)


def _unheard(_fraction: float, _text: str) -> None:
    """Hear nothing of how far it is."""


def _export(house: House, user: SignedIn, _known: Known) -> object:
    with TemporaryDirectory() as folder:
        return house.register_papers.export(user, WANTED, Path(folder) / "kohort.xlsx", _unheard)


def _summaries(house: House, user: SignedIn, _known: Known) -> object:
    with TemporaryDirectory() as folder:
        return house.register_papers.summaries(user, WANTED, Path(folder) / "kia.pdf", _unheard)


def written_ill(clinic: Clinic) -> UUID:
    """Let somebody be in the register of hypertension, and return them."""
    person = clinic.register("Bapak Rahasia", birth_date=date(1960, 1, 1)).person_id
    visit = clinic.visit(person).encounter_id
    given = (GivenDiagnosis("I10"),)
    clinic.house.encounters.record(clinic.doctor, Examination(clinic.new_id(), visit, 1, SoapNote(), given, ()))
    return person


def _control_sheet(house: House, user: SignedIn, known: Known) -> object:
    return house.outside_controls.sheet(user, known.ill, TODAY)


def _control(house: House, user: SignedIn, known: Known) -> object:
    form = FilledForm("hypertension_control", pressure(128, 76)["hypertension_control"])
    return house.outside_controls.record(user, OutsideControl(known.new_id(), known.ill, TODAY, "pustu", (form,)))


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
    "outside_controls.sheet": Call(CLINICIANS, _control_sheet),
    "outside_controls.record": Call(CLINICIANS, _control),
    "chronic.picture": Call(CLINICIANS, lambda house, user, known: house.chronic.picture(user, known.mother)),
    "elderly.picture": Call(CLINICIANS, lambda house, user, known: house.elderly.picture(user, known.mother)),
    "mental.picture": Call(CLINICIANS, lambda house, user, known: house.mental.picture(user, known.mother)),
    "mental.visits": Call(CLINICIANS, lambda house, user, known: house.mental.visits(user, known.mother, None, 10)),
    "contraception.visits": Call(
        CLINICIANS, lambda house, user, known: house.contraception.visits(user, known.mother, None, 10)
    ),
    "contraception.picture": Call(
        CLINICIANS, lambda house, user, known: house.contraception.picture(user, known.mother)
    ),
    "cancer.picture": Call(CLINICIANS, lambda house, user, known: house.cancer.picture(user, known.mother)),
    "work.picture": Call(CLINICIANS, lambda house, user, known: house.work.picture(user, known.mother)),
    "register_papers.export": Call(CLINICIANS, _export, of_record=False),
    "register_papers.summaries": Call(CLINICIANS, _summaries, of_record=False),
}
