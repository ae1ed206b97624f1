"""The fields of a visit that hold codes: diagnoses and actions, with the usual codes of whoever writes."""

from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.services.order.action_writing import ACTIONS
from ilp_desktop.services.order.usual_codes import CodeKind
from ui.widgets.action_list import HINT as ACTION_HINT
from ui.widgets.action_list import ActionList, offered_actions
from ui.widgets.diagnosis_list import DIAGNOSES, DiagnosisList, offered_diagnoses
from ui.widgets.diagnosis_list import HINT as DIAGNOSIS_HINT
from ui.widgets.room.coded_search import CodedSearch
from ui.widgets.room.room_context import RoomContext


def diagnosis_field(room: RoomContext) -> DiagnosisList:
    """Return the list of diagnoses of a visit."""
    world, codes = room.context, room.context.house.codes
    box = CodedSearch(
        world, CodeKind.DIAGNOSIS, lambda text, usual: offered_diagnoses(codes, text, usual), DIAGNOSIS_HINT
    )
    return DiagnosisList(DIAGNOSES, "Diagnosis (ICD-10)", codes, world.jobs, box)


def action_field(room: RoomContext) -> ActionList:
    """Return the list of actions of a visit, to which the staff is offered as soon as it was read."""
    world, codes = room.context, action_codes(room.context.today())
    box = CodedSearch(world, CodeKind.ACTION, lambda text, usual: offered_actions(codes, text, usual), ACTION_HINT)
    actions = ActionList(ACTIONS, "Tindakan (ICD-9-CM)", codes, box, world.user.staff_id)
    world.jobs.read(
        lambda: [(one.id, one.name) for one in world.house.access.staff(world.user) if one.active],
        actions.offer,
        owner=actions,
    )
    return actions
