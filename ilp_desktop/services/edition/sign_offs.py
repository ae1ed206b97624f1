"""Clinicians' signatures under editions: read back, added, withdrawn; nothing is ever overwritten."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import SignOff, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.edition.outline import Item

WHOLE = ""
LONGEST_NOTE = 300
NOTHING_CHOSEN = "Pilih yang ditandatangani."
NOTE_MISSING = "Tulis alasannya."


class EditionKind(Enum):
    """What an edition is of; the value is the Indonesian word."""

    TABLE = "tabel"
    FORM = "formulir"


@dataclass(frozen=True)
class EditionKey:
    """What tells an edition from all others."""

    kind: EditionKind
    name: str
    version: str


@dataclass(frozen=True)
class NewSignOff:
    """What somebody signs, or takes back: items of an edition, or ``WHOLE``."""

    client_id: UUID
    edition: EditionKey
    items: frozenset[str]
    note: str = ""


@dataclass(frozen=True)
class Signature:
    """What was said of one item, by whom and when.

    Attributes:
        item: the item, or ``WHOLE``.
        by: name and profession.
        at: the wall clock.
        withdrawn: whether it takes an earlier one back.
    """

    item: str
    by: str
    at: datetime
    note: str
    withdrawn: bool


def signatures(session: Session, facility_id: UUID, time_zone: str) -> dict[EditionKey, tuple[Signature, ...]]:
    """Return everything ever signed in a Puskesmas by edition, the newest first."""
    rows = session.execute(
        select(SignOff, Staff.name, Staff.profession)
        .join(Staff, Staff.id == SignOff.recorded_by)
        .where(SignOff.facility_id == facility_id)
        .order_by(SignOff.recorded_at.desc(), SignOff.id.desc())
    )
    found: dict[EditionKey, list[Signature]] = {}
    for row, name, profession in rows:
        at = local_time(row.recorded_at, time_zone)
        signed = Signature(row.item, f"{name}, {profession}", at, row.note, row.withdrawn)
        found.setdefault(EditionKey(EditionKind(row.kind), row.name, row.version), []).append(signed)
    return {edition: tuple(each) for edition, each in found.items()}


def in_force(signed: Iterable[Signature]) -> Mapping[str, Signature]:
    """Return, by item, the signatures that nobody took back; the newest comes first in ``signed``."""
    newest: dict[str, Signature] = {}
    for one in signed:
        newest.setdefault(one.item, one)
    return {item: one for item, one in newest.items() if not one.withdrawn}


def write_sign_offs(work: Work, wanted: NewSignOff, *, withdrawn: bool) -> None:
    """Add a row for each item; a save sent twice adds none."""
    if work.saved_before(wanted.client_id) is not None:
        work.touch("edition", None, repeated=True)
        return
    first: UUID | None = None
    for item in sorted(wanted.items):
        stamp = work.stamp()
        first = first or stamp["id"]
        work.session.add(
            SignOff(
                **stamp,
                kind=wanted.edition.kind.value,
                name=wanted.edition.name,
                version=wanted.edition.version,
                item=item,
                note=wanted.note.strip(),
                withdrawn=withdrawn,
            )
        )
    if first is not None:
        work.remember(wanted.client_id, first)
    work.touch("edition", first, name=wanted.edition.name, items=sorted(wanted.items), withdrawn=withdrawn)


def refuse_signing(wanted: NewSignOff, items: Collection[Item], signed: Mapping[str, Signature]) -> None:
    """Raise ``WrongAnswers`` for nothing, for what the edition does not hold and for what is signed already."""
    names = {item.key: item.name for item in items}
    unknown = [item for item in wanted.items if item != WHOLE and item not in names]
    twice = [names.get(item, "seluruh edisi") for item in sorted(wanted.items) if item in signed]
    problems = _note_problem(wanted)
    if not wanted.items:
        problems["items"] = NOTHING_CHOSEN
    elif unknown:
        problems["items"] = f"Tidak ada dalam edisi ini: {', '.join(sorted(unknown))}."
    elif twice:
        problems["items"] = f"Sudah ditandatangani: {', '.join(twice)}."
    if problems:
        raise WrongAnswers(problems)


def refuse_withdrawing(wanted: NewSignOff, signed: Mapping[str, Signature]) -> None:
    """Raise ``WrongAnswers`` for nothing, for what nobody signed and for a missing reason."""
    problems = _note_problem(wanted)
    if not wanted.note.strip():
        problems["note"] = NOTE_MISSING
    if not wanted.items:
        problems["items"] = "Pilih tanda tangan yang ditarik."
    elif not wanted.items <= signed.keys():
        problems["items"] = "Tanda tangan ini sudah ditarik atau belum pernah ada."
    if problems:
        raise WrongAnswers(problems)


def _note_problem(wanted: NewSignOff) -> dict[str, str]:
    too_long = len(wanted.note.strip()) > LONGEST_NOTE
    return {"note": f"Paling banyak {LONGEST_NOTE} huruf."} if too_long else {}
