"""Nothing clinical leaves the database without a row that keeps what it said: each deletion stands here with why.

Records are kept for 25 years after the last visit, so no use case may erase one; what goes is derived, belongs to one
member of staff, or is a row whose content another row keeps.
"""

import re

from db.base import Base
from ilp_desktop.domain.audit.rules import audit_rules_on
from tests.house import tree
from tests.house_fixtures import TODAY

DELETION = re.compile(r"\bdelete\(([\w.]*)|\.session\.delete\((\w+)|\bsession\.delete\((\w+)")
KEPT_ELSEWHERE = {
    ("services/person/allergies.py", "row"): "withdrawn_allergy keeps it",
    ("services/school/schools.py", "row"): "a place in a class; the trail keeps which",
    ("services/order/action_writing.py", "VisitAction"): "withdrawn_action keeps it",
    ("services/record/visit_writing.py", "Diagnosis"): "withdrawn_diagnosis keeps it",
    ("services/birth/delivery_withdrawal.py", "birth"): "the trail keeps every column",
    ("services/birth/delivery_withdrawal.py", "delivery"): "the trail keeps every column",
    ("services/people/number_writing.py", "known"): "a number; the trail keeps what stood there",
    ("services/immunisation/dose_taking_back.py", "dose"): "withdrawn_dose keeps it",
}
NOT_CLINICAL = {
    ("services/answers/screening.py", "Observation"): "derived from answers",
    ("services/rederiving.py", "Observation"): "derived from answers",
    ("services/person/person_lines.py", "known"): "a line of the search",
    ("services/due/due_store.py", "Due.__table__"): "worked out anew",
    ("services/facility/territory.py", "PustuVillage"): "territory",
    ("services/facility/territory.py", "Pustu"): "territory",
    ("services/facility/facilities.py", "RoomKlaster"): "rooms",
    ("services/order/usual_codes.py", "FavouriteCode"): "one's own list",
    ("services/record/short_texts.py", "row"): "one's own texts",
    ("services/record/note_templates.py", "_mine"): "one's own templates",
    ("queries/due_counts.py", "DueCount"): "counted anew",
    ("queries/old_changes.py", "Change"): "the bell, not the trail",
    ("queries/suspected_pairs.py", "SuspectedPair"): "worked out anew",
    ("local_state.py", "DRAFT"): "drafts",
    ("local_state.py", "SIGNED_IN"): "who signed in here",
    ("stand_in.py", "ENTRY"): "sent already",
    ("stand_in.py", "KNOWN"): "a copy",
    ("stand_in.py", "table"): "a copy",
    ("queries/stand_in_copy.py", "table"): "a copy",
}
NEVER = frozenset(
    {
        *("Person", "Encounter", "Note", "FormResponse", "Audit", "Referral", "Certificate", "Death"),
        *("PatientRequest", "Pregnancy", "LabOrder", "PrescriptionLine", "SealBroken"),
    }
)


def deletions() -> set[tuple[str, str]]:
    """Return where the program deletes rows, and of what."""
    found = set()
    for file in tree.files("*.py"):
        name = tree.name(file)
        if not name.startswith(("ilp_desktop/", "db/")) or name.startswith(tree.RELEASED_REVISIONS):
            continue
        text = file.read_text(encoding="utf-8")
        if "sqlalchemy" not in text and "session" not in text:
            continue
        for match in DELETION.finditer(text):
            what = next((group for group in match.groups() if group), "")
            if what:
                found.add((name.removeprefix("ilp_desktop/").removeprefix("db/"), what))
    return found


def test_every_deletion_is_known_and_keeps_what_is_clinical() -> None:
    assert deletions() == KEPT_ELSEWHERE.keys() | NOT_CLINICAL.keys()


def test_no_person_visit_note_answer_or_trail_is_ever_deleted() -> None:
    never = {
        "Person",
        "Encounter",
        "Note",
        "FormResponse",
        "Audit",
        "Referral",
        "Certificate",
        "Death",
        "PatientRequest",
    }
    assert not {what for _, what in deletions()} & never
    assert "ON DELETE" not in " ".join(
        str(key.ondelete or "") for table in Base.metadata.sorted_tables for key in table.foreign_keys
    )


def test_the_law_says_twenty_five_years() -> None:
    rules = audit_rules_on(TODAY)
    assert rules.retention_years == 25
    assert rules.kept_until(TODAY).year == TODAY.year + 25
