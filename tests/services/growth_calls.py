"""What is done about growth, as calls that are tried as every role and from next door."""

from datetime import date

from tests.services.calling import DESK, ROOM, Call

GROWTH_CALLS = {
    "children.growth": Call(frozenset({ROOM}), lambda house, user, known: house.children.growth(user, known.child)),
    "growth_care.sheet_pdf": Call(
        frozenset({ROOM}), lambda house, user, known: house.growth_care.sheet_pdf(user, known.child, "infant")
    ),
    "growth_care.card_pdf": Call(
        frozenset({ROOM}), lambda house, user, known: house.growth_care.card_pdf(user, known.child)
    ),
    "growth_care.note_printed": Call(
        frozenset({ROOM}), lambda house, user, known: house.growth_care.note_printed(user, known.child, "KMS")
    ),
    "pmt_list.listed": Call(
        frozenset({ROOM}),
        lambda house, user, _: house.pmt_list.listed(user, running=True, after=None, limit=50),
        of_record=False,
    ),
    "growth_care.pmt": Call(frozenset({ROOM}), lambda house, user, known: house.growth_care.pmt(user, known.child)),
    "growth_care.birth_date_change": Call(
        frozenset({DESK, ROOM}),
        lambda house, user, known: house.growth_care.birth_date_change(user, known.child, date(2025, 10, 23)),
    ),
}
