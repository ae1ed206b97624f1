"""Writing the audit trail: each row sealed by the one before it of this workstation, in the writer's transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, LargeBinary, String, bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from db.commit_mark import note_reached
from db.models import Audit, AuditTip
from db.pipelined import LATER, SURE
from db.talk import talk_of
from ilp_desktop.domain.audit.chain import START, sealed

_WRITE = insert(Audit.__table__).inline()  # type: ignore[arg-type]
_STANDS = select(AuditTip.hash).where(AuditTip.workstation == bindparam("whose"))
_MOVE_ON = (
    update(AuditTip)
    .where(AuditTip.workstation == bindparam("whose"), AuditTip.hash == bindparam("believed"))
    .values(hash=bindparam("reached"))
)
_COUNTED = _MOVE_ON.execution_options(**{LATER: False})
_SURELY = _MOVE_ON.execution_options(**{LATER: True, SURE: True})
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

    A server is asked where the chain stands along with the first question of a transaction. When this program left it
    there, moving it on needs no answer: the server refuses it should another program of this name have come between,
    and the rows are then chained to where that left it.
    """

    def __init__(self, workstation: str) -> None:
        self._workstation = workstation
        self._believed = START
        self._left: frozenset[bytes] = frozenset()

    def stands(self, session: Session) -> bytes | None:
        """Return where the chain of this workstation stands; None before its first row."""
        return session.connection().execute(_STANDS, {"whose": self._workstation}).scalar()

    def write(self, session: Session, rows: Sequence[Mapping[str, Any]], stands: bytes | None = None) -> None:
        """Append rows to the trail; no other writer of this workstation gets between.

        ``stands`` is where a server said in this transaction that the chain stands.
        """
        connection = session.connection()
        talk = talk_of(connection)
        if talk is not None and stands is not None and stands in self._left:
            talk.last_part(lambda: self._write_held(connection, rows))
            chained = self._chained(stands, rows)
            connection.execute(_SURELY, self._move(stands, chained))
            self._write(connection, chained)
        else:
            chained = self._write_held(connection, rows)
        note_reached(session, chained[-1]["at"], chained[-1]["hash"])

    def _write_held(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        chained = self._held(connection, rows)
        self._write(connection, chained)
        return chained

    def _write(self, connection: Connection, chained: list[dict[str, Any]]) -> None:
        connection.execute(_WRITE, chained)
        self._believed = chained[-1]["hash"]
        self._left = frozenset((chained[0]["before"], self._believed))  # whether this transaction is stored or not

    def _held(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Chain the rows to where it stands, which nobody moves until this transaction ends."""
        if connection.dialect.name == "sqlite":
            chained = self._chained(self._believed, rows)
            if connection.execute(_COUNTED, self._move(self._believed, chained)).rowcount == 1:
                return chained
        stands = bytes(connection.execute(_HOLD, {"whose": self._workstation, "start": START}).scalar_one())
        chained = self._chained(stands, rows)
        connection.execute(_MOVE_ON, self._move(stands, chained))
        return chained

    def _move(self, believed: bytes, chained: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        return {"whose": self._workstation, "believed": believed, "reached": chained[-1]["hash"]}

    def _chained(self, before: bytes, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        chained = []
        for row in rows:
            columns = {**row, "workstation": self._workstation}
            reached = sealed(before, columns)
            chained.append({**columns, "before": before, "hash": reached})
            before = reached
        return chained
