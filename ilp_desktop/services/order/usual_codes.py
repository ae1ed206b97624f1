"""The codes somebody uses: those marked, those written lately, and those of the whole Puskesmas."""

from collections.abc import Sequence
from datetime import timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from db.models import Diagnosis, FavouriteCode, LabOrder, PrescriptionLine, VisitAction
from ilp_desktop.domain.permissions import Act
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork

LONGEST_CODE = 120


class CodeKind(Enum):
    """A list of codes people choose from."""

    DIAGNOSIS = "icd10"
    ACTION = "icd9cm"
    TEST = "lab"
    MEDICINE = "obat"


def _key(kind: CodeKind) -> tuple[Any, Any]:
    """Return the table, and the expression that is the code in it."""
    if kind is CodeKind.MEDICINE:
        line = PrescriptionLine
        return line, func.trim(line.drug + "/" + line.form + " " + line.strength)
    model, column = {
        CodeKind.DIAGNOSIS: (Diagnosis, Diagnosis.code),
        CodeKind.ACTION: (VisitAction, VisitAction.code),
        CodeKind.TEST: (LabOrder, LabOrder.test),
    }[kind]
    return model, column


class UsualCodes:
    """Which codes come first."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def usual(self, user: SignedIn, kind: CodeKind) -> tuple[tuple[str, ...], frozenset[str]]:
        """Return the usual codes and which of them are marked: these first, then one's own and the Puskesmas's."""
        today = self._uow.today(user)
        rules = edition_on("record_rules", today).body["usual_codes"]
        since = today - timedelta(days=rules["days"])
        with self._uow.reading(user, Act.WRITE_RECORD, without_server=True) as session:
            marked = _marked(session, user.staff_id, kind)
            model, code = _key(kind)
            lately = select(code).where(model.facility_id == user.facility_id, model.day >= since, code != "")
            mine = lately.where(model.recorded_by == user.staff_id)
            own = _codes(
                session, mine.group_by(code).order_by(func.max(model.recorded_at).desc()).limit(rules["most_of_mine"])
            )
            common = lately.group_by(code).having(func.count() >= rules["least_of_all"])
            of_all = _codes(session, common.order_by(func.count().desc(), code).limit(rules["most_of_all"]))
        return tuple(dict.fromkeys((*marked, *own, *of_all))), frozenset(marked)

    def mark(self, user: SignedIn, kind: CodeKind, code: str) -> bool:
        """Mark a code as a favourite, or take the mark away; return whether it is marked now."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            mine = (
                FavouriteCode.staff_id == user.staff_id,
                FavouriteCode.kind == kind.value,
                FavouriteCode.code == code[:LONGEST_CODE],
            )
            found = work.session.scalar(select(FavouriteCode.id).where(*mine))
            if found is not None:
                work.session.execute(delete(FavouriteCode).where(*mine))
            else:
                work.session.add(
                    FavouriteCode(
                        id=work.new_id(),
                        facility_id=work.facility_id,
                        staff_id=user.staff_id,
                        kind=kind.value,
                        code=code[:LONGEST_CODE],
                        marked_at=work.now,
                    )
                )
            work.touch("favourite", user.staff_id, kind=kind.value, code=code[:LONGEST_CODE], marked=found is None)
            return found is None


def _marked(session: Session, staff_id: UUID, kind: CodeKind) -> Sequence[str]:
    wanted = select(FavouriteCode.code).where(FavouriteCode.staff_id == staff_id, FavouriteCode.kind == kind.value)
    return session.scalars(wanted.order_by(FavouriteCode.marked_at)).all()


def _codes(session: Session, wanted: Select[Any]) -> Sequence[str]:
    return session.scalars(wanted).all()
