"""Short words that a member of staff types for longer texts of her own."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models import ShortText
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork

LIMITS = {"body": ("Teks", 4000)}
MOST = 300
_WORD = re.compile(r"\.[a-z0-9]{1,15}")
WRONG_WORD = "Singkatan: titik lalu huruf kecil atau angka, paling panjang 15, misalnya .batuk"
NO_BODY = "Tulis teks yang menggantikan singkatan ini."


@dataclass(frozen=True)
class ShortTextRow:
    """A short word and the text it stands for."""

    id: UUID
    word: str
    body: str


class ShortTexts:
    """Short texts, each of one member of staff."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def listed(self, user: SignedIn) -> tuple[ShortTextRow, ...]:
        """Return one's own, by their word."""
        with self._uow.reading(user, Act.WRITE_RECORD, without_server=True) as session:
            return _listed(session, user)

    def keep(self, user: SignedIn, word: str, body: str) -> tuple[ShortTextRow, ...]:
        """Store a text under a word, in place of what stood under it before; returns all of one's own."""
        word, body = word.strip().lower(), body.strip()
        problems = too_long(ShortTextRow(user.staff_id, word, body), LIMITS)
        if not _WORD.fullmatch(word):
            problems["word"] = WRONG_WORD
        if not body:
            problems["body"] = NO_BODY
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            mine = {row.word for row in _listed(work.session, user)}
            if word not in mine and len(mine) >= MOST:
                raise UserError(f"Paling banyak {MOST} singkatan.", "Hapus yang tidak dipakai lagi.")
            found = work.session.scalar(_own(user).where(ShortText.word == word))
            if found is None:
                work.session.add(ShortText(**work.stamp(), word=word, body=body))
            else:
                found.body, found.recorded_at = body, work.now
            work.touch("short_text", user.staff_id)
            work.session.flush()
            return _listed(work.session, user)

    def remove(self, user: SignedIn, text_id: UUID) -> tuple[ShortTextRow, ...]:
        """Take one of one's own away; returns those that are left."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = work.own(ShortText, text_id)
            if row.recorded_by != user.staff_id:
                raise UserError("Singkatan ini milik orang lain.")
            work.session.delete(row)
            work.touch("short_text", user.staff_id)
            work.session.flush()
            return _listed(work.session, user)


def _own(user: SignedIn) -> Select[tuple[ShortText]]:
    return select(ShortText).where(ShortText.facility_id == user.facility_id, ShortText.recorded_by == user.staff_id)


def _listed(session: Session, user: SignedIn) -> tuple[ShortTextRow, ...]:
    rows = session.scalars(_own(user).order_by(ShortText.word))
    return tuple(ShortTextRow(row.id, row.word, row.body) for row in rows)
