"""The calls of the record, as ``every_call`` names all others."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.audit.trails import TrailFilter
from ilp_desktop.services.chart.record_papers import CopyWanted
from ilp_desktop.services.chart.records import SealBreaking
from ilp_desktop.services.chart.rows import RecordFilter, RecordKind, TimelineEntry
from ilp_desktop.services.chart.visit_moves import NewVisitMove
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from tests.house_fixtures import TODAY
from tests.services.calling import OFFICE, ROOM, Call, Known

MOVERS = frozenset({ROOM, OFFICE})
CLINICIANS = frozenset({ROOM})
NOTHING_SPECIAL = RecordFilter()


def _row(known: Known) -> TimelineEntry:
    """Return a row outside of visits: the dose of the child that was told."""
    house, doctor = known.clinic.house, known.clinic.doctor
    beside = _visit_of_child(known)
    rows = house.records.page(doctor, beside, RecordFilter(kind=RecordKind.DOSE))
    return next(row for row in rows if row.encounter_id is None)


def _visit_of_child(known: Known) -> UUID:
    return next(
        row.encounter_id
        for row in known.clinic.house.queueing.board(known.clinic.doctor)
        if row.person_id == known.child and row.encounter_id is not None
    )


def _wanted(known: Known) -> NewVisitMove:
    visit = _visit_of_child(known)
    plan = known.clinic.house.visit_moves.plan(known.clinic.doctor, visit, known.other)
    versions = (plan.version, plan.new_version)
    return NewVisitMove(known.new_id(), visit, known.other, *versions, plan.seal, "salah pasien")


def _moved(user: SignedIn, known: Known) -> UUID:
    """Move the visit of the child, for somebody who may move it back."""
    if not user.may(Act.MOVE_VISIT):
        return known.new_id()
    return known.clinic.house.visit_moves.move(known.clinic.doctor, _wanted(known))


def _break(house: House, user: SignedIn, known: Known) -> object:
    return house.records.break_seal(user, SealBreaking(known.new_id(), known.encounter, known.encounter, "gawat"))


def _saved(method: str, suffix: str) -> Callable[[House, SignedIn, Known], object]:
    """Return a call that writes a copy of the mother's record into a file."""

    def save(house: House, user: SignedIn, known: Known) -> object:
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"salinan.{suffix}"
            save_it = getattr(house.record_papers, method)
            return save_it(user, CopyWanted(known.encounter), file, lambda _share, _words: None)

    return save


# Moving back is tried from next door in ``test_visit_moves``, since it needs a move done first.
CHART_CALLS = {
    "record_opening.open": Call(CLINICIANS, lambda house, user, known: house.record_opening.open(user, known.mother)),
    "records.page": Call(
        CLINICIANS, lambda house, user, known: house.records.page(user, known.encounter, NOTHING_SPECIAL)
    ),
    "records.outline": Call(CLINICIANS, lambda house, user, known: house.records.outline(user, known.encounter)),
    "records.visit": Call(
        CLINICIANS, lambda house, user, known: house.records.visit(user, known.encounter, known.encounter)
    ),
    "records.break_seal": Call(CLINICIANS, _break),
    "records.seals_broken": Call(
        frozenset({OFFICE}), lambda house, user, _: house.records.seals_broken(user, None, 50), of_record=False
    ),
    "trails.listed": Call(
        frozenset({OFFICE}),
        lambda house, user, _: house.trails.listed(user, TrailFilter(TODAY), None, 50),
        of_record=False,
    ),
    "trails.of_person": Call(
        frozenset({OFFICE}), lambda house, user, known: house.trails.of_person(user, known.mother, None, 50)
    ),
    "trails.access_list": Call(
        frozenset({OFFICE}), lambda house, user, known: house.trails.access_list(user, known.mother)
    ),
    "records.apart": Call(
        CLINICIANS, lambda house, user, known: house.records.apart(user, _visit_of_child(known), _row(known))
    ),
    "records.form_history": Call(
        CLINICIANS, lambda house, user, known: house.records.form_history(user, known.encounter, "vital_signs")
    ),
    "records.trend": Call(CLINICIANS, lambda house, user, known: house.records.trend(user, known.encounter, "berat")),
    "record_papers.pdf": Call(
        CLINICIANS, lambda house, user, known: house.record_papers.pdf(user, CopyWanted(known.encounter))
    ),
    "record_papers.save_pdf": Call(CLINICIANS, _saved("save_pdf", "pdf")),
    "record_papers.save_table": Call(CLINICIANS, _saved("save_table", "xlsx")),
    "visit_moves.plan": Call(
        MOVERS, lambda house, user, known: house.visit_moves.plan(user, known.encounter, known.other)
    ),
    "visit_moves.move": Call(MOVERS, lambda house, user, known: house.visit_moves.move(user, _wanted(known))),
    "visit_moves.undo": Call(
        MOVERS,
        lambda house, user, known: house.visit_moves.undo(user, _moved(user, known), "ternyata benar"),
        of_record=False,
    ),
    "visit_moves.listed": Call(
        MOVERS, lambda house, user, _: house.visit_moves.listed(user, None, 50), of_record=False
    ),
}
