"""Stores a few people of a list in one transaction, and keeps account of what became of all of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ilp_desktop.domain.errors import OutOfOrder, UserError, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.imports.import_rows import ImportedPerson, RefusedRow
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.collisions import seeing_others
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.family_import.family_import_data import ImportPlan, Outcome, Remark
from ilp_desktop.services.family_import.family_import_lookup import Known, Match
from ilp_desktop.services.people.registration import change_person, register_person
from ilp_desktop.services.person.person_data import NewPerson, PersonData

COPIED = (
    *("name", "sex", "birth_date", "nik", "bpjs", "birth_place", "mother_name", "occupation", "phone", "blood_type"),
    *("address", "ktp_address", "rw", "rt", "payer"),
)


@dataclass
class Tally:
    """What became of the people of a list so far."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    refused: list[RefusedRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def note(self, match: Match) -> None:
        """Count a row, and keep what is to be said of it."""
        self.counts[match.outcome] += 1
        if match.refused is not None:
            self.refused.append(match.refused)
        elif match.notes:
            self.remarks.append(Remark(match.row.line, " ".join(match.notes), match.outcome))

    def refuse(self, line: int, error: UserError) -> None:
        """Keep why a row was refused while it was stored."""
        reasons = error.fields if isinstance(error, WrongAnswers) else {"name": f"{error.message} {error.remedy}"}
        self.refused.append(RefusedRow(line, dict(reasons)))


def store_lot(uow: UnitOfWork, user: SignedIn, plan: ImportPlan, lot: Sequence[ImportedPerson], tally: Tally) -> None:
    """Store people in one transaction; when one of them is refused, each of them in one of their own.

    Raises ``OutOfOrder`` when it is the disk or the server that refuses.
    """
    try:
        matches = seeing_others(lambda: _stored(uow, user, plan, lot))
    except UserError as error:
        if len(lot) == 1 and isinstance(error, OutOfOrder):
            raise
        if len(lot) == 1:
            tally.refuse(lot[0].line, error)
            return
        for one in lot:
            store_lot(uow, user, plan, [one], tally)
        return
    for match in matches:
        tally.note(match)


def _stored(uow: UnitOfWork, user: SignedIn, plan: ImportPlan, lot: Sequence[ImportedPerson]) -> list[Match]:
    with uow.writing(user, Act.IMPORT_FAMILIES) as work:
        work.let_dues_wait()
        known = Known(work.session, work.facility_id, lot)
        matches = []
        for one in lot:  # a row is compared with what the row before it left, as both may mean one person
            matches.append(known.match(one, plan.villages[one.line]))
            _store(work, plan, matches[-1], known)
        work.touch("family", None, imported=len(lot))
        return matches


def _store(work: Work, plan: ImportPlan, match: Match, known: Known) -> None:
    if match.outcome is Outcome.NEW:
        register_person(work, _newcomer(work, plan, match.row))
    elif match.outcome is Outcome.UPDATED and match.person is not None and match.data is not None:
        if match.card and match.person.family_id is not None:
            known.folders[match.person.family_id].kk_number = match.card
            work.session.flush()
        match.person.row_version += 1
        change_person(work, match.person, match.data)


def _newcomer(work: Work, plan: ImportPlan, row: ImportedPerson) -> NewPerson:
    data = PersonData(**{name: getattr(row, name) for name in COPIED}, village_id=plan.villages[row.line])
    return NewPerson(
        client_id=work.new_id(),
        data=data,
        relation=row.relation or FamilyRelation.OTHER,
        kk_number=row.kk_number,
        record_number=row.record_number,
    )
