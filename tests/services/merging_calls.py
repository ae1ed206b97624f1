"""The calls about people entered twice, as ``every_call`` names all others."""

from uuid import UUID

from db.queries.suspected_pairs import note_pairs
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.merge.merging import NewMerge
from ilp_desktop.services.merge.unmerging import Assignment
from ilp_desktop.services.person.person_data import PersonData
from tests.services.calling import EVERYBODY, OFFICE, Call, Known

ALONE = frozenset({OFFICE})


def _likely(house: House, user: SignedIn, known: Known) -> object:
    return house.duplicates.likely(user, PersonData("Ibu Rahasia", Sex.FEMALE, None))


def _tell_apart(house: House, user: SignedIn, known: Known) -> None:
    if user.may(Act.MERGE_PEOPLE):
        with known.clinic.database.writing() as session, session.begin():
            one, other = sorted((known.mother, known.other))
            note_pairs(session, user.facility_id, [(one, other, 11.0, False)], known.clinic.clock.now())
    house.duplicates.tell_apart(user, known.mother, known.other)


def _wanted(known: Known) -> NewMerge:
    plan = known.clinic.house.merging.plan(known.clinic.head, known.other, known.mother)
    versions = (plan.loser_version, plan.survivor_version)
    return NewMerge(known.new_id(), known.other, known.mother, *versions, plan.seal, "orang yang sama")


def _merged(user: SignedIn, known: Known) -> UUID:
    """Merge the neighbour into the mother, for somebody who may undo it."""
    if not user.may(Act.MERGE_PEOPLE):
        return known.new_id()
    return known.clinic.house.merging.merge(known.clinic.head, _wanted(known))


def _assign(house: House, user: SignedIn, known: Known) -> None:
    merged, own, row_id = _merged(user, known), known.clinic.house, known.new_id()
    if user.may(Act.MERGE_PEOPLE):
        own.registration.add_allergy(known.clinic.desk, known.mother, "Debu", "")
        own.unmerging.undo(known.clinic.head, merged, "berbeda")
        row_id = own.unmerging.to_assign(known.clinic.head, merged)[0].row_id
    house.unmerging.assign(user, Assignment(merged, "allergy", "person_id", row_id, to_returned=True))


# Those that need a merge done first are tried from next door in ``test_merging``.
MERGING_CALLS = {
    "duplicates.likely": Call(EVERYBODY, _likely, of_record=False),
    "duplicates.pairs": Call(ALONE, lambda house, user, _: house.duplicates.pairs(user, None, 50), of_record=False),
    "duplicates.tell_apart": Call(ALONE, _tell_apart, of_record=False),
    "duplicate_scan.state": Call(ALONE, lambda house, user, _: house.duplicate_scan.state(user), of_record=False),
    "duplicate_scan.begin": Call(ALONE, lambda house, user, _: house.duplicate_scan.begin(user), of_record=False),
    "duplicate_scan.go_on": Call(ALONE, lambda house, user, _: house.duplicate_scan.go_on(user), of_record=False),
    "merging.plan": Call(ALONE, lambda house, user, known: house.merging.plan(user, known.other, known.mother)),
    "merging.merge": Call(ALONE, lambda house, user, known: house.merging.merge(user, _wanted(known))),
    "unmerging.listed": Call(ALONE, lambda house, user, _: house.unmerging.listed(user, None, 50), of_record=False),
    "unmerging.plan": Call(
        ALONE, lambda house, user, known: house.unmerging.plan(user, _merged(user, known)), of_record=False
    ),
    "unmerging.undo": Call(
        ALONE, lambda house, user, known: house.unmerging.undo(user, _merged(user, known), "berbeda"), of_record=False
    ),
    "unmerging.to_assign": Call(
        ALONE, lambda house, user, known: house.unmerging.to_assign(user, _merged(user, known)), of_record=False
    ),
    "unmerging.assign": Call(ALONE, _assign, of_record=False),
}
