"""Templates of notes, each of one member of staff: texts for several parts, found by their name."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models import NoteTemplate
from ilp_desktop.domain.care.note_template import TEMPLATE_PARTS, measured_lines
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.ownership import not_there
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work

LONGEST_NAME, LONGEST_PART, MOST = 60, 4000, 100
NO_NAME = "Beri nama agar mudah dicari."
NAME_TAKEN = "Nama ini sudah dipakai templat Anda yang lain."
NO_TEXT = "Isi paling sedikit satu bagian."
MEASURED = "Nilai ukur tidak boleh ada dalam templat: {line}"


@dataclass(frozen=True)
class TemplateRow:
    """A template: its name, and the text of each part that has one."""

    id: UUID
    name: str
    parts: Mapping[str, str]


@dataclass(frozen=True)
class KeptTemplate:
    """A template as it is to be kept; ``template_id`` is None for a new one."""

    client_id: UUID
    template_id: UUID | None
    name: str
    parts: Mapping[str, str]


class NoteTemplates:
    """Templates, each of one member of staff."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def listed(self, user: SignedIn) -> tuple[TemplateRow, ...]:
        """Return one's own, by name."""
        with self._uow.reading(user, Act.WRITE_RECORD, without_server=True) as session:
            return _listed(session, user)

    def keep(self, user: SignedIn, wanted: KeptTemplate) -> tuple[TemplateRow, ...]:
        """Store a template, or change name and texts of one; returns all of one's own; raises ``WrongAnswers``."""
        name = " ".join(wanted.name.split())
        parts = {part: text for part in TEMPLATE_PARTS if (text := wanted.parts.get(part, "").strip())}
        problems = _problems(name, parts)
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            if work.saved_before(wanted.client_id) is None:
                _store(work, wanted, name, parts)
            work.touch("note_template", user.staff_id)
            work.session.flush()
            return _listed(work.session, user)

    def remove(self, user: SignedIn, template_id: UUID) -> tuple[TemplateRow, ...]:
        """Take one of one's own away; returns those that are left."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            work.session.delete(_mine(work, template_id))
            work.touch("note_template", user.staff_id)
            work.session.flush()
            return _listed(work.session, user)


def _problems(name: str, parts: Mapping[str, str]) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not name:
        problems["name"] = NO_NAME
    elif len(name) > LONGEST_NAME:
        problems["name"] = f"Nama paling panjang {LONGEST_NAME} huruf."
    if not parts:
        problems[TEMPLATE_PARTS[0]] = NO_TEXT
    for part, text in parts.items():
        measured = measured_lines(text)
        if len(text) > LONGEST_PART:
            problems[part] = f"Bagian ini paling panjang {LONGEST_PART} huruf."
        elif measured:
            problems[part] = MEASURED.format(line=measured[0])
    return problems


def _store(work: Work, wanted: KeptTemplate, name: str, parts: Mapping[str, str]) -> None:
    mine = _listed(work.session, work.user)
    if any(row.name.casefold() == name.casefold() and row.id != wanted.template_id for row in mine):
        raise WrongAnswers({"name": NAME_TAKEN})
    if wanted.template_id is not None:
        row = _mine(work, wanted.template_id)
        row.name, row.parts, row.recorded_at = name, dict(parts), work.now
    elif len(mine) >= MOST:
        raise UserError(f"Paling banyak {MOST} templat.", "Hapus yang tidak dipakai lagi.")
    else:
        row = NoteTemplate(**work.stamp(), name=name, parts=dict(parts))
        work.session.add(row)
    work.remember(wanted.client_id, row.id)


def _mine(work: Work, template_id: UUID) -> NoteTemplate:
    row = work.own(NoteTemplate, template_id)
    if row.recorded_by != work.user.staff_id:
        raise not_there()
    return row


def _own(user: SignedIn) -> Select[tuple[NoteTemplate]]:
    return select(NoteTemplate).where(
        NoteTemplate.facility_id == user.facility_id, NoteTemplate.recorded_by == user.staff_id
    )


def _listed(session: Session, user: SignedIn) -> tuple[TemplateRow, ...]:
    rows = session.scalars(_own(user))
    found = (TemplateRow(row.id, row.name, {key: str(text) for key, text in row.parts.items()}) for row in rows)
    return tuple(sorted(found, key=lambda row: row.name.casefold()))
