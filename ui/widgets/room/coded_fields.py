"""The fields of a visit that hold codes: diagnoses and actions, with the usual codes of whoever writes."""

from collections.abc import Sequence
from dataclasses import replace

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.due.service_registers import chronic_prefixes
from ilp_desktop.services.order.action_writing import ACTIONS
from ilp_desktop.services.order.usual_codes import CodeKind
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.action_list import HINT as ACTION_HINT
from ui.widgets.action_list import ActionList, offered_actions
from ui.widgets.diagnosis_list import DIAGNOSES, DiagnosisList, offered_diagnoses
from ui.widgets.diagnosis_list import HINT as DIAGNOSIS_HINT
from ui.widgets.room.coded_search import CodedSearch
from ui.widgets.room.room_context import RoomContext
from ui.widgets.suggestion_popup import Suggestion

PROBLEM_SINCE, LAST_VISIT = "Masalah aktif sejak {}", "Diagnosis kunjungan {}"


def diagnosis_field(room: RoomContext) -> DiagnosisList:
    """Return the list of diagnoses of a visit; what the patient is known to have is offered first."""
    world, codes = room.context, room.context.house.codes

    def offered(text: str, usual: Sequence[str]) -> list[Suggestion]:
        known = known_codes(room.file)
        given = {one.code for one in field.value()}
        wanted = [code for code in dict.fromkeys((*known, *usual)) if text or code not in given]
        found = offered_diagnoses(codes, text, wanted)
        return [replace(one, detail=known[str(one.value)]) if one.value in known else one for one in found]

    box = CodedSearch(world, CodeKind.DIAGNOSIS, offered, DIAGNOSIS_HINT)
    field = DiagnosisList(DIAGNOSES, "Diagnosis (ICD-10)", codes, world.jobs, box)
    return field


def known_codes(file: EncounterFile) -> dict[str, str]:
    """Return what a patient is known to have, each with why it is offered: active problems, then the last visit's."""
    found = {
        one.code: PROBLEM_SINCE.format(indonesian_date(one.began_on))
        for one in file.problems
        if one.is_active and one.code
    }
    past = (one for one in file.timeline if one.codes and one.encounter_id != file.encounter_id)
    last = next(past, None)
    if last is not None:
        found |= {code: LAST_VISIT.format(indonesian_date(last.day)) for code in last.codes if code not in found}
    return found


def is_old_case(file: EncounterFile, code: str) -> bool:
    """Tell whether a diagnosis is no new case: a problem that goes on, or a disease followed monthly, named before."""
    if any(one.code == code and one.is_active for one in file.problems):
        return True
    past = {given for one in file.timeline if one.encounter_id != file.encounter_id for given in one.codes}
    return code in past | file.codes_before and code.startswith(chronic_prefixes(file.day))


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
