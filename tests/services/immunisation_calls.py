"""The calls of immunisation, as ``every_call`` names all others."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.immunisation.adverse_event_reading import EventRow
from ilp_desktop.services.immunisation.adverse_events import EventCorrection, EventFollowUp
from ilp_desktop.services.immunisation.immunisation_reading import RecordedDose
from ilp_desktop.services.immunisation.vaccine_stock import RemovedVials
from ilp_desktop.services.immunisation.vaccine_stock_reading import StockRow
from ilp_desktop.services.school.school_doses import SchoolDay, SchoolFilter
from tests.house_fixtures import TODAY
from tests.services.calling import ROOM, Call, Known
from tests.services.immunised import EXPIRES, event, vials

IN_ROOM = frozenset({ROOM})


def _dose(known: Known, antigen: str) -> RecordedDose:
    file = known.clinic.house.immunisations.file(known.clinic.doctor, known.child)
    return next(dose for dose in file.recorded if dose.antigen == antigen)


def _lot(known: Known) -> StockRow:
    return known.clinic.house.vaccine_stock.stock(known.clinic.doctor).rows[0]


def _event(known: Known) -> EventRow:
    return known.clinic.house.adverse_events.of_person(known.clinic.doctor, known.child)[0]


def _report(house: House, user: SignedIn, known: Known) -> object:
    return house.adverse_events.report(user, event(known.clinic, known.child, _dose(known, "BCG").id))


def _correct(house: House, user: SignedIn, known: Known) -> object:
    row = _event(known)
    doses = tuple(one.id for one in row.doses)
    wanted = EventCorrection(row.id, row.version, doses, row.onset_on, None, ("bengkak",), "Salah centang")
    return house.adverse_events.correct(user, wanted)


def _follow_up(house: House, user: SignedIn, known: Known) -> object:
    row = _event(known)
    return house.adverse_events.follow_up(user, EventFollowUp(row.id, row.version, "sembuh"))


def _remove(house: House, user: SignedIn, known: Known) -> None:
    house.vaccine_stock.remove(user, RemovedVials(known.new_id(), _lot(known).id, 1, "pecah"))


def _export(house: House, user: SignedIn, _known: Known) -> int:
    with TemporaryDirectory() as folder:
        return house.vaccine_cards.export(user, Path(folder) / "kartu.xlsx")


def _give_day(house: House, user: SignedIn, known: Known) -> object:
    wanted = SchoolDay(
        *(known.new_id(), TODAY, "DT", ((known.child, 1),)),
        school="SDN Contoh",
        batch="DT-1",
        expires_on=EXPIRES,
        given_by=user.staff_id,
    )
    return house.school_doses.give_day(user, wanted)


IMMUNISATION_CALLS = {
    "immunisations.file": Call(IN_ROOM, lambda house, user, known: house.immunisations.file(user, known.child)),
    "immunisations.choices": Call(IN_ROOM, lambda house, user, _: house.immunisations.choices(user), of_record=False),
    "immunisations.withdraw": Call(
        IN_ROOM,
        lambda house, user, known: house.immunisations.withdraw(user, _dose(known, "BCG").id, "Salah anak"),
    ),
    "immunisations.plan_pdf": Call(IN_ROOM, lambda house, user, known: house.immunisations.plan_pdf(user, known.child)),
    "immunisations.card_pdf": Call(IN_ROOM, lambda house, user, known: house.immunisations.card_pdf(user, known.child)),
    "adverse_events.report": Call(IN_ROOM, _report),
    "adverse_events.correct": Call(IN_ROOM, _correct),
    "adverse_events.follow_up": Call(IN_ROOM, _follow_up),
    "adverse_events.listed": Call(
        IN_ROOM,
        lambda house, user, _: house.adverse_events.listed(user, waiting=True, after=None, limit=50),
        of_record=False,
    ),
    "adverse_events.of_person": Call(
        IN_ROOM, lambda house, user, known: house.adverse_events.of_person(user, known.child)
    ),
    "adverse_events.pdf": Call(IN_ROOM, lambda house, user, known: house.adverse_events.pdf(user, _event(known).id)),
    "vaccine_stock.stock": Call(IN_ROOM, lambda house, user, _: house.vaccine_stock.stock(user), of_record=False),
    "vaccine_stock.offer": Call(
        IN_ROOM, lambda house, user, _: house.vaccine_stock.offer(user, "OPV"), of_record=False
    ),
    "vaccine_stock.receive": Call(
        IN_ROOM,
        lambda house, user, known: house.vaccine_stock.receive(user, vials(known.clinic, "BCG")),
        of_record=False,
    ),
    "vaccine_stock.remove": Call(IN_ROOM, _remove),
    "vaccine_stock.set_vvm": Call(
        IN_ROOM, lambda house, user, known: house.vaccine_stock.set_vvm(user, _lot(known).id, "B")
    ),
    "vaccine_stock.discard": Call(
        IN_ROOM,
        lambda house, user, known: house.vaccine_stock.discard(user, _lot(known).open_vials[0].id, "sesi"),
    ),
    "vaccine_cards.card": Call(IN_ROOM, lambda house, user, known: house.vaccine_cards.card(user, _lot(known).id)),
    "vaccine_cards.pdf": Call(IN_ROOM, lambda house, user, known: house.vaccine_cards.pdf(user, _lot(known).id)),
    "vaccine_cards.export": Call(IN_ROOM, _export, of_record=False),
    "school_doses.listed": Call(
        IN_ROOM,
        lambda house, user, _: house.school_doses.listed(user, SchoolFilter(), None, 50),
        of_record=False,
    ),
    "school_doses.give_day": Call(IN_ROOM, _give_day),
}
