"""Orders and usual codes, as calls that are tried as every role and from next door."""

from ilp_desktop.domain.orders.order_words import OrderKind
from ilp_desktop.services.order.order_data import AskedTest, OrderDraft, Prescribed
from ilp_desktop.services.order.usual_codes import CodeKind
from tests.services.calling import ROOM, Call

ASKED = OrderDraft(
    (AskedTest("Hemoglobin", "hb"),),
    (Prescribed("Amlodipin", "amlodipine/tablet 5 mg", signa="1x1 pc", quantity=30, days=30),),
)
ORDER_CALLS = {
    "orders.cancel": Call(
        frozenset({ROOM}),
        lambda house, user, known: house.orders.cancel(user, OrderKind.TEST, known.test, "salah klik"),
    ),
    "orders.done": Call(
        frozenset({ROOM}), lambda house, user, known: house.orders.done(user, OrderKind.MEDICINE, known.medicine)
    ),
    "orders.pdf": Call(frozenset({ROOM}), lambda house, user, known: house.orders.pdf(user, known.encounter)),
    "orders.note_printed": Call(
        frozenset({ROOM}), lambda house, user, known: house.orders.note_printed(user, known.encounter)
    ),
    "usual_codes.usual": Call(
        frozenset({ROOM}), lambda house, user, _: house.usual_codes.usual(user, CodeKind.DIAGNOSIS), of_record=False
    ),
    "usual_codes.mark": Call(
        frozenset({ROOM}), lambda house, user, _: house.usual_codes.mark(user, CodeKind.TEST, "hb"), of_record=False
    ),
}
