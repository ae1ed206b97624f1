"""Numbers of one kind that a person has several of: the one in use, and old ones of identities found to be theirs."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Identifier

OLD = "_lama"


def kinds_of(kind: str) -> tuple[str, str]:
    """Return the kinds under which a number is kept: in use, and old.

    Whoever asks for the number in use finds at most one; whoever asks whether a number is taken asks for both.
    """
    return kind, f"{kind}{OLD}"


def old_kind(kind: str) -> str:
    """Return the kind of a number that is no longer in use."""
    return kind if kind.endswith(OLD) else f"{kind}{OLD}"


def all_numbers(session: Session, person_id: UUID) -> Sequence[str]:
    """Return every number a person has or had: all of them lead to the person."""
    return session.scalars(
        select(Identifier.value).where(Identifier.person_id == person_id).order_by(Identifier.kind, Identifier.value)
    ).all()


def old_numbers(session: Session, person_id: UUID, kind: str) -> tuple[str, ...]:
    """Return the numbers of a kind that are no longer in use."""
    rows = session.scalars(
        select(Identifier.value)
        .where(Identifier.person_id == person_id, Identifier.kind == old_kind(kind))
        .order_by(Identifier.value)
    )
    return tuple(rows)
