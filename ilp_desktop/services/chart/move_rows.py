"""Which rows go with a visit that moves to another person; a test wants every table that names a visit in a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.base import Base
from db.models import Encounter
from ilp_desktop.services.merge.merging_tables import MOVES, VISITS, Key, Move

FOLLOWING: Mapping[Key, str] = {
    ("note", "encounter_id"): "Catatan pemeriksaan",
    ("ticket", "encounter_id"): "Nomor antrean",
    ("record_signature", "encounter_id"): "Tanda tangan",
    ("correction_permit", "encounter_id"): "Izin koreksi",
}
"""What names the visit alone and so goes wherever it goes, and what people call it."""
STAYING: Mapping[Key, str] = {
    ("visit_move", "visit_id"): "tells of moves, and stays with both people",
    ("seal_broken", "visit_id"): "tells who read what, and of whom it was then",
    ("seal_broken", "beside_id"): "tells during which visit it was read",
}


@dataclass(frozen=True)
class MovingRows:
    """The rows of one visit: those that name the person too, by table and column, and how many follow by themselves."""

    named: Mapping[Key, tuple[UUID, ...]]
    following: Mapping[Key, int]

    def told(self) -> tuple[tuple[str, int], ...]:
        """Return what moves as label and number, the visit itself left out."""
        labels = {move.key: move.label for move in MOVES}
        counted = [(labels[key], len(rows)) for key, rows in self.named.items() if key != VISITS.key]
        counted += [(FOLLOWING[key], count) for key, count in self.following.items()]
        return tuple((label, count) for label, count in counted if count)


def of_visits() -> tuple[Move, ...]:
    """Return the moves whose rows hang on a visit and share its person."""
    return tuple(move for move in MOVES if move.of_visit)


def rows_of_visit(session: Session, visit: Encounter) -> MovingRows:
    """Return the rows of a visit, however many versions of them there are."""
    named: dict[Key, tuple[UUID, ...]] = {VISITS.key: (visit.id,)}
    for move in of_visits():
        wanted = select(move.model.id).where(move.model.encounter_id == visit.id, move.owner == visit.person_id)
        named[move.key] = tuple(session.scalars(wanted.order_by(move.model.id)))
    following = {key: _count(session, key, visit.id) for key in FOLLOWING}
    return MovingRows(named, following)


def _count(session: Session, key: Key, visit_id: UUID) -> int:
    model: Any = _model_of(key[0])
    column = getattr(model, key[1])
    return session.scalar(select(func.count()).select_from(model).where(column == visit_id)) or 0


def _model_of(table: str) -> Any:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table.name == table)  # type: ignore[attr-defined]


def visit_keys() -> Sequence[Key]:
    """Return every column of every table that refers to a visit."""
    return sorted(
        (table.name, foreign.parent.name)
        for table in Base.metadata.sorted_tables
        for foreign in table.foreign_keys
        if foreign.column.table is Encounter.__table__
    )
