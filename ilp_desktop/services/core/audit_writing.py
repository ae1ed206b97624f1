"""Writing the audit trail: each row sealed by the one before it of this workstation, in the writer's transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import LargeBinary, String, bindparam, insert, text, update
from sqlalchemy.orm import Session

from db.commit_mark import note_reached
from db.models import Audit, AuditTip
from ilp_desktop.domain.audit.chain import START, sealed

_WRITE = insert(Audit.__table__)  # type: ignore[arg-type]
_MOVE_ON = (
    update(AuditTip)
    .where(AuditTip.workstation == bindparam("whose"), AuditTip.hash == bindparam("believed"))
    .values(hash=bindparam("reached"))
)
_HOLD = (
    text(
        "INSERT INTO audit_tip (workstation, hash) VALUES (:whose, :start)"
        " ON CONFLICT (workstation) DO UPDATE SET workstation = excluded.workstation RETURNING hash"
    )
    .bindparams(bindparam("whose", type_=String()), bindparam("start", type_=LargeBinary()))
    .columns(hash=LargeBinary())
)


class AuditWriting:
    """The end of this workstation's chain.

    Where the chain stands is remembered, and moved on in one statement when that is still so. When it is not, as at
    the start, after a transaction that was rolled back, or with two programs of one name, it is read and held first.
    """

    def __init__(self, workstation: str) -> None:
        self._workstation = workstation
        self._believed = START

    def write(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        """Append rows to the trail; no other writer of this workstation gets between."""
        connection = session.connection()
        before = self._believed
        chained = self._chained(before, rows)
        if not self._move_on(session, before, chained[-1]["hash"]):
            before = bytes(connection.execute(_HOLD, {"whose": self._workstation, "start": START}).scalar_one())
            chained = self._chained(before, rows)
            self._move_on(session, before, chained[-1]["hash"])
        connection.execute(_WRITE, chained)
        note_reached(session, chained[-1]["at"], chained[-1]["hash"])
        self._believed = chained[-1]["hash"]

    def _move_on(self, session: Session, before: bytes, reached: bytes) -> bool:
        values = {"whose": self._workstation, "believed": before, "reached": reached}
        return session.connection().execute(_MOVE_ON, values).rowcount == 1

    def _chained(self, before: bytes, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        chained = []
        for row in rows:
            columns = {**row, "workstation": self._workstation}
            reached = sealed(before, columns)
            chained.append({**columns, "before": before, "hash": reached})
            before = reached
        return chained
