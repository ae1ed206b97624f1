"""What a Puskesmas says of its own area, with real arguments, and who may."""

from tests.services.backup_calls import BACKUP_CALLS
from tests.services.calling import EVERYBODY, OFFICE, Call

FACILITY_CALLS = {
    **BACKUP_CALLS,
    "facilities.malaria_endemic": Call(
        EVERYBODY, lambda house, user, _: house.facilities.malaria_endemic(user), of_record=False
    ),
    "facilities.set_malaria_endemic": Call(
        frozenset({OFFICE}),
        lambda house, user, _: house.facilities.set_malaria_endemic(user, endemic=True),
        of_record=False,
    ),
    "facilities.je_endemic": Call(EVERYBODY, lambda house, user, _: house.facilities.je_endemic(user), of_record=False),
    "facilities.set_je_endemic": Call(
        frozenset({OFFICE}),
        lambda house, user, _: house.facilities.set_je_endemic(user, endemic=True),
        of_record=False,
    ),
}
