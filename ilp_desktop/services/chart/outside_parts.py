"""What of a person is copied beside the visits, and which tables of a record a copy tells or leaves out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ilp_desktop.services.chart.outside import (
    Outside,
    allergies,
    answers,
    consents,
    doses,
    events,
    forms,
    problems,
    slips,
)
from ilp_desktop.services.chart.outside_mother import motherhood, own_birth
from ilp_desktop.services.chart.visit_reading import VisitReader

SOURCES: tuple[Callable[[VisitReader], Iterator[Outside]], ...] = (
    *(allergies, problems, own_birth, motherhood, doses, events, forms, slips, answers, consents),
)
AT_VISITS, OUTSIDE, WITH_ITS_ROW = "at its visit", "outside of visits", "with the row it belongs to"
COPIED: Mapping[str, tuple[str, ...]] = {
    AT_VISITS: (
        *("encounter", "note", "diagnosis", "visit_action", "lab_order", "prescription_line", "certificate"),
        *("informed_consent", "record_signature", "ticket", "visit_move"),
        *("form_response", "dose_given", "referral", "adverse_event", "service_answer"),
    ),
    OUTSIDE: (
        *("allergy", "withdrawn_allergy", "no_known_allergy", "problem", "consent"),
        *("pregnancy", "past_baby", "delivery", "birth", "kia_book", "withdrawn_dose"),
    ),
    WITH_ITS_ROW: ("pregnancy_contact", "mother_class", "labour_observation", "referral_answer"),
}
"""Tables of a record that a copy of all of it tells, and where; those of visits also where they belong to none."""
LEFT_OUT: Mapping[str, str] = {
    "person": "stands above the copy; the mother of somebody has a record of her own",
    "identifier": "the No. RM stands above the copy, which needs no other number",
    "household_move": "tells of a household, not of health",
    "couple": "tells of somebody else too",
    "pupil": "the class at school is no part of health",
    "death": "the dead ask for no copy; their family has the notice of death",
    "invitation": "how the Puskesmas called somebody",
    "patient_request": "is about the record, and was answered by itself",
    "correction_permit": "is about the record, and between its author and the head",
    "withdrawn_diagnosis": "a copy tells what holds",
    "withdrawn_action": "a copy tells what holds",
    "pregnancy_change": "a copy tells what holds",
    "referral_step": "the referral says how it stands",
    "ticket_step": "the number in the queue says when it was called",
    "seal_broken": "who read what is for the head",
    "observation": "follows its form response",
    "due": "follows from everything else",
    "person_search": "is the index of search",
    "suspected_pair": "speaks of two identities",
    "person_merge": "speaks of two identities",
    "person_merge_row": "speaks of two identities",
}
"""Tables of a record that no copy tells, and why."""


def outside_of_visits(reader: VisitReader, since: date | None, until: date | None) -> tuple[Outside, ...]:
    """Return what is on record of a person outside of visits: of a period, and what holds at all times."""
    return tuple(one for source in SOURCES for one in source(reader) if _within(one.day, since, until))


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return True
    return (since is None or day >= since) and (until is None or day <= until)
