"""For whom doses are judged in a room: age and allergies, and the weight typed or stored today."""

from ilp_desktop.domain.care.medicine_dose import DosedChild
from ilp_desktop.services.order.therapy_writing import WEIGHT
from ui.widgets.room.room_context import RoomContext


def dosed_in(room: RoomContext) -> DosedChild:
    """Return what a dose depends on, as far as it is known now."""
    file = room.file
    weights = [answers.get(WEIGHT) for answers in file.answers.values()]
    weights += [view.checked().answers.get(WEIGHT) for view in room.views().values()]
    told = [float(one) for one in weights if isinstance(one, int | float)]
    return DosedChild(file.patient.age, told[-1] if told else None, tuple(file.patient.allergies))
