"""What a Puskesmas says of its own area, with real arguments, and who may."""

from ilp_desktop.services.start.setup import NewDestination
from tests.services.backup_calls import BACKUP_CALLS
from tests.services.calling import EVERYBODY, OFFICE, Call
from tests.services.key_calls import KEY_CALLS

FACILITY_CALLS = {
    **BACKUP_CALLS,
    **KEY_CALLS,
    "facilities.malaria_endemic": Call(
        EVERYBODY, lambda house, user, _: house.facilities.malaria_endemic(user), of_record=False
    ),
    "facilities.set_malaria_endemic": Call(
        frozenset({OFFICE}),
        lambda house, user, _: house.facilities.set_malaria_endemic(user, endemic=True),
        of_record=False,
    ),
    "facilities.change_destination": Call(
        frozenset({OFFICE}),
        lambda house, user, known: house.facilities.change_destination(
            user, known.clinic.house.facilities.destinations(known.clinic.head)[0].id, NewDestination("RS Lain")
        ),
    ),
    "facilities.je_endemic": Call(EVERYBODY, lambda house, user, _: house.facilities.je_endemic(user), of_record=False),
    "facilities.set_je_endemic": Call(
        frozenset({OFFICE}),
        lambda house, user, _: house.facilities.set_je_endemic(user, endemic=True),
        of_record=False,
    ),
}
