"""Every method about the queue display, with real arguments, and who may."""

from ilp_desktop.services.queue.displays import DisplayWanted
from tests.services.calling import EVERYBODY, OFFICE, Call

WANTED = DisplayWanted("Selamat datang", 1, 4, "21.00", "6")
DISPLAY_CALLS = {
    "displays.settings": Call(EVERYBODY, lambda house, user, _: house.displays.settings(user), of_record=False),
    "displays.change": Call(
        frozenset({OFFICE}), lambda house, user, _: house.displays.change(user, WANTED), of_record=False
    ),
    "displays.sample_ticket": Call(
        EVERYBODY, lambda house, user, _: house.displays.sample_ticket(user, 58), of_record=False
    ),
}
