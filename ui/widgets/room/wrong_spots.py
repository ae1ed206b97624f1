"""Where something is wrong: every message goes beside its field, and the first one gets the focus."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ilp_desktop.services.order.action_writing import ACTIONS
from ilp_desktop.services.order.order_data import MEDICINES, TESTS
from ilp_desktop.services.record.visit_writing import NOTE_LABELS
from ui.widgets.diagnosis_list import DIAGNOSES
from ui.widgets.form_view import FormView
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.room_tabs import EXAMINATION, ORDERS, REFERRAL, RoomTabs

REFERRAL_PREFIX = "referral."
NOTE, LETTER = "Catatan dan diagnosis", "Surat rujukan"
ASKED = {(True, True): "Penunjang dan resep", (True, False): "Pemeriksaan penunjang", (False, True): "Resep"}
"""What is wrong by name: in the tests, and in the medicines."""


@dataclass(frozen=True)
class WrongSpot:
    """A tab, what stands there by name, how to come to it, and what shows its messages."""

    title: str
    name: str
    go: Callable[[], object]
    show: Callable[[], object]


def spots_before_saving(room: RoomContext, tabs: RoomTabs) -> list[WrongSpot]:
    """Return what can be seen to be wrong without asking the database, in the order of the tabs."""
    left = room.unfinished()
    spots = [
        _of_form(tabs, view, view.check)
        for code, view in room.views().items()
        if view.has_typing() and code not in left and not view.is_blank() and not view.checked().storable
    ]
    problems: dict[str, str] = tabs.examination.problems() | tabs.orders.problems()
    draft = tabs.referral.draft()
    if draft is not None:
        own = {f"{REFERRAL_PREFIX}{key}": text for key, text in tabs.referral.form.problems().items()}
        world, has_diagnosis = room.context, bool(tabs.examination.given())
        missing = world.house.referrals.problems(draft, world.today(), has_diagnosis=has_diagnosis)
        problems = missing | own | problems
    return spots + spots_of(problems, room, tabs)


def spots_of(problems: Mapping[str, str], room: RoomContext, tabs: RoomTabs) -> list[WrongSpot]:
    """Return where the messages of the services belong, keyed as ``Encounters.record`` raises them."""
    note = {key: text for key, text in problems.items() if key in NOTE_LABELS or key in (DIAGNOSES, ACTIONS)}
    letter = {
        key.removeprefix(REFERRAL_PREFIX): text for key, text in problems.items() if key.startswith(REFERRAL_PREFIX)
    }
    if DIAGNOSES in letter:
        note.setdefault(DIAGNOSES, letter.pop(DIAGNOSES))
    spots = []
    for code, view in room.views().items():
        of_form = {key: text for key, text in problems.items() if key.startswith(f"{code}.")}
        if of_form:
            spots.append(_of_form(tabs, view, _showing(room, of_form)))
    if note:
        spots.append(
            WrongSpot(EXAMINATION, NOTE, lambda: tabs.go_to(EXAMINATION), lambda: tabs.examination.show_wrong(note))
        )
    asked = {key: text for key, text in problems.items() if key in (TESTS, MEDICINES)}
    if asked:
        name = ASKED[TESTS in asked, MEDICINES in asked]
        spots.append(WrongSpot(ORDERS, name, lambda: tabs.go_to(ORDERS), lambda: tabs.orders.show_wrong(asked)))
    if letter:
        spots.append(
            WrongSpot(REFERRAL, LETTER, lambda: tabs.go_to(REFERRAL), lambda: tabs.referral.show_wrong(letter))
        )
    return spots


def named(spots: Iterable[WrongSpot]) -> str:
    """Return what is wrong by name, in one row of words."""
    return row_of_words([spot.name for spot in spots])


def row_of_words(words: Sequence[str]) -> str:
    """Return words with commas between and an "and" before the last."""
    *others, last = words
    return f"{', '.join(others)} dan {last}" if others else last


def show_spots(spots: list[WrongSpot], tabs: RoomTabs) -> None:
    """Show every message, mark the tabs concerned, and end at the first; no spots clear what was shown."""
    tabs.examination.show_wrong({})
    tabs.orders.show_wrong({})
    tabs.referral.show_wrong({})
    order = tabs.titles()
    spots = sorted(spots, key=lambda spot: order.index(spot.title) if spot.title in order else len(order))
    tabs.mark_wrong([spot.title for spot in spots])
    for spot in reversed(spots):
        spot.go()
        spot.show()


def _of_form(tabs: RoomTabs, view: FormView, show: Callable[[], object]) -> WrongSpot:
    code = view.form.code
    return WrongSpot(tabs.title_of_form(code), view.form.title, lambda: tabs.show_form(code), show)


def _showing(room: RoomContext, problems: Mapping[str, str]) -> Callable[[], object]:
    return lambda: room.show_wrong(problems)
